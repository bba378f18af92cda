"""Work orders that cannot be, and people who may not."""

from app.core.errors.admission import AdmissionError
from app.core.errors.base import Blame, StationError


class OrderUnknown(AdmissionError):
    """The station knows no work order of this number."""

    code = "ADM-ORDER"
    blame = Blame.STATION
    advice = "Scan the order again, or have a supervisor make it."


class OrderUnusable(AdmissionError):
    """A work order that contradicts itself."""

    code = "ADM-ORDER-BAD"
    blame = Blame.STATION
    advice = "Correct the order."


class OrderNotOpen(AdmissionError):
    """Nothing may be made for this order now."""

    code = "ADM-ORDER-SHUT"
    blame = Blame.STATION
    advice = "Open another order, or ask the supervisor."


class RecipeChanged(AdmissionError):
    """The recipe's content is not the one the order was made with."""

    code = "ADM-RECIPE"
    blame = Blame.STATION
    advice = "An engineer must bring back what was changed, or a supervisor makes a new order for the new version."


class RecipeUnapproved(AdmissionError):
    """People are admitted here, and no engineer has approved the recipe as it is now."""

    code = "ADM-APPROVAL"
    blame = Blame.STATION
    advice = "An engineer must approve this version, on the page Recipes or with `birthmark recipes approve`."


class VersionUnknown(AdmissionError):
    """The ledger has no version of a recipe with this digest."""

    code = "ADM-VERSION"
    blame = Blame.STATION
    advice = "See `birthmark recipes list` for the versions that there are."


class NotOnOrder(AdmissionError):
    """The unit's serial number is not one of the order's."""

    code = "ADM-LIST"
    advice = "Put the unit aside: it belongs to another order."


class QuotaUsed(AdmissionError):
    """As many units as were ordered have a certificate."""

    code = "ADM-QUOTA"
    blame = Blame.STATION
    advice = "Put the unit aside. The order is done; a supervisor closes it."


class FirstArticlePending(AdmissionError):
    """The first unit of the order or the recipe is not confirmed on the platform yet, so no second one may start."""

    code = "ADM-FIRST"
    blame = Blame.STATION
    retryable = True
    advice = "Wait until that unit is done, then start this one."


class AlreadyDone(AdmissionError):
    """The unit passed before, and nobody allowed to work on it again."""

    code = "ADM-DONE"
    advice = "Take the unit out. To work on it again a supervisor must say why."


class PeopleError(StationError):
    """Who somebody is, and what he may do."""

    code = "PPL"


class NotAllowed(PeopleError):
    """The role of the person who asks may not do this."""

    code = "PPL-RIGHT"


class LoginWrong(PeopleError):
    """Badge and PIN do not belong together, or the badge is nobody's."""

    code = "PPL-LOGIN"
    retryable = True
    advice = "Scan the badge again and type the PIN with care."


class LoginLocked(PeopleError):
    """Too many wrong PINs."""

    code = "PPL-LOCKED"
    advice = "Wait, or have an administrator set a new PIN."


class PinUnfit(PeopleError):
    """No PIN that the station takes."""

    code = "PPL-PIN"
    retryable = True
    advice = "Choose 4 to 12 digits that are no row and not all the same."


class PersonUnusable(PeopleError):
    """A person who cannot be admitted, changed or dismissed like this."""

    code = "PPL-PERSON"
    advice = "Correct it and try again."

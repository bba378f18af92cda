"""Settings and recipes that are wrong, and runs that were cut off."""

from app.core.errors.base import StationError


class SettingsError(StationError):
    """A setting is missing or wrong."""

    code = "SET-BAD"
    advice = "An engineer must correct the settings."

    def __init__(self, message: str, *, file: str = "", key: str = "", advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.file = file
        self.key = key


class RecipeError(SettingsError):
    """A recipe is missing or wrong."""

    code = "SET-RECIPE"
    advice = "An engineer must correct the recipe."


class ProfileError(SettingsError):
    """A certificate profile is missing or wrong."""

    code = "SET-PROFILE"
    advice = "An engineer must correct the certificate profile."


class LabelTemplateError(SettingsError):
    """A label template is missing or wrong."""

    code = "SET-LABEL"
    advice = "An engineer must correct the label template."


class NoScreen(SettingsError):
    """There is nothing to show a window on."""

    code = "SET-SCREEN"
    advice = "Start the window on the station's own desktop. Every command works without a screen: birthmark --help lists them."


class RunInterrupted(StationError):
    """The station stopped in the middle of this run; found when it started again."""

    code = "RUN-INTERRUPTED"
    retryable = True
    advice = "Start the unit over: what is already done is found and kept."

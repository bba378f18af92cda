"""What goes wrong with the platform."""

from app.core.errors.base import Blame, StationError


class CloudError(StationError):
    """Something between the station and the platform."""

    code = "CLD"


class PlatformUnreachable(CloudError):
    """No connection to the platform, or no answer in time."""

    code = "CLD-UNREACHABLE"
    retryable = True
    advice = "Check the network. The unit keeps what it has: start over when the platform is back."


class PlatformUntrusted(CloudError):
    """Whoever answers there does not prove that it is the platform."""

    code = "CLD-TLS"
    advice = "Check the station's clock and the platform's CA bundle; a proxy may be answering in its place."


class PlatformThrottled(CloudError):
    """The platform asks for fewer requests; `after` is in seconds."""

    code = "CLD-THROTTLED"
    retryable = True
    advice = "Wait a little, then start over."

    def __init__(self, message: str, *, after: float, advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.after = after


class PlatformDenied(CloudError):
    """The platform does not accept the API key, or the key may not do this."""

    code = "CLD-DENIED"
    advice = "A supervisor must check the platform's API key and what it may do."

    def __init__(self, message: str, *, known: bool = True, advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.known = known
        """Whether the platform accepts the key at all."""


class PlatformRefused(CloudError):
    """The platform understood the request and said no; `status` is its HTTP status."""

    code = "CLD-REFUSED"
    advice = "A supervisor must look at the platform's answer."

    def __init__(self, message: str, *, status: int, advice: str | None = None) -> None:
        super().__init__(message, advice=advice)
        self.status = status


class PlatformConflict(CloudError):
    """The platform already knows this identifier with another product or certificate, or as a device that may not work."""

    code = "CLD-CONFLICT"
    blame = Blame.UNIT
    advice = "Put the unit aside: the platform knows another unit by this identifier. A supervisor decides."


class ContactRefused(CloudError):
    """The platform does not let the device in with its new identity, or knows it by another name."""

    code = "CLD-CONTACT"
    advice = "A supervisor must look at the device's CA on the platform; `birthmark platform contacts` tells what the platform says."


class JitpNotReady(CloudError):
    """The platform would not make devices of this recipe just in time: the CA is not there, has expired, or is set for something else."""

    code = "CLD-JITP"
    advice = "A supervisor must register the CA with the platform and set its just-in-time provisioning for this recipe."


class ClockApart(CloudError):
    """The station's clock and the platform's are too far apart for a certificate's dates to mean the same to both."""

    code = "CLD-CLOCK"
    advice = "Set the station's clock, then start over; where it is right, the platform's is wrong: a supervisor must tell its maker."


class AnswersUnreadable(CloudError):
    """The file of answers that was brought from elsewhere cannot be read, or is none."""

    code = "CLD-ANSWERS"
    advice = "Bring the file again: JSON Lines or CSV with identifier, sha256, device and certificate, or with an error."


class PlatformBadAnswer(CloudError):
    """The platform answered something that is not its API's language."""

    code = "CLD-ANSWER"
    retryable = True
    advice = "Check the platform's address; a proxy may be answering in its place."

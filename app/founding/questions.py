"""What a ceremony asks a person, stage by stage; free of any window or terminal."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.authority import MAIN
from app.core.recipe import KeyKind
from app.founding.wish import ISSUING_YEARS, Kept, Source, Where, Wish


class Stage(StrEnum):
    """Where a ceremony is."""

    SOURCE = "source"
    PLACE = "place"
    ORIGIN = "origin"
    SECRETS = "secrets"
    MAKE = "make"
    PLATFORM = "platform"
    REGISTER = "register"
    DONE = "done"


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    CHOICE = "choice"
    FILE = "file"
    FOLDER = "folder"
    YES = "yes"
    SECRET = "secret"  # noqa: S105 - a word, not a secret
    NEW_SECRET = "new-secret"  # noqa: S105 - a word, not a secret
    """Asked twice: nobody sees what is typed."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be answered."""

    name: str
    words: str
    kind: Kind = Kind.TEXT
    default: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Value and words of each."""
    hint: str = ""
    optional: bool = False
    when: tuple[str, str] | None = None
    """Asked only where the question of this name has this answer."""
    unless: tuple[str, str] | None = None
    """Asked only where the question of this name has another answer."""


SOURCES = (
    (Source.NEW.value, "Make a new root and, below it, the CA that issues"),
    (Source.ROOT.value, "Make a CA that issues below a root you have"),
    (Source.FILE.value, "Bring in a CA whose key is in a file"),
    (Source.HSM.value, "Bring in a CA whose key is in an HSM already"),
)
PLACES = (
    (Where.SOFTHSM.value, "In SoftHSM2 on this machine"),
    (Where.TOKEN.value, "In a PKCS#11 token: an HSM or a smart card"),
    (Where.FILE.value, "In an encrypted file"),
)
ROOTS = (
    (Kept.FILE.value, "Export it, encrypted, to be taken off this machine"),
    (Kept.TOKEN.value, "Keep it in another PKCS#11 token"),
)
ROOT_PLACES = ((Kept.FILE.value, "In an encrypted file"), (Kept.TOKEN.value, "In a PKCS#11 token"))
KINDS = (
    *((KeyKind.EC_P256.value, "EC P-256"), (KeyKind.EC_P384.value, "EC P-384")),
    *((KeyKind.RSA_2048.value, "RSA 2048"), (KeyKind.RSA_3072.value, "RSA 3072"), (KeyKind.RSA_4096.value, "RSA 4096")),
)

_CERTIFICATES = {
    Source.ROOT: "The root's certificate (PEM)",
    Source.FILE: "The CA's certificates up to its root (PEM)",
    Source.HSM: "The CA's certificates up to its root (PEM)",
}


def source_questions(suggested: str) -> tuple[Question, ...]:
    """What is to be made, and what the station calls it."""
    hint = (
        "Recipes that name no authority use “main”." if suggested == MAIN else "A recipe names it, or another authority hands over to it."
    )
    return (
        Question("source", "What shall be done?", Kind.CHOICE, Source.NEW.value, SOURCES),
        Question("name", "Name in this station", default=suggested, hint=hint),
    )


def place_questions(wish: Wish) -> tuple[Question, ...]:
    """Where the key that issues lives, and what its certificate says."""
    in_token = ("where", Where.TOKEN.value)
    asked = [
        Question(
            "where", "Where does the CA's key live?", Kind.CHOICE, Where.SOFTHSM.value, PLACES[:2] if wish.source is Source.HSM else PLACES
        )
    ]
    if wish.source in {Source.NEW, Source.ROOT}:
        asked += [
            Question("title", "Name in the certificate", hint="It stands in every device's certificate: “Example Line 2 CA”."),
            Question("years", "Valid for years", default=str(ISSUING_YEARS)),
            Question("kind", "Kind of key", Kind.CHOICE, KeyKind.EC_P256.value, KINDS),
        ]
    asked += [
        Question("module", "PKCS#11 module", Kind.FILE, optional=True, hint="The library of the HSM's maker.", when=in_token),
        Question("token", "Label of the token", optional=True, when=in_token),
    ]
    if wish.source is Source.HSM:
        asked.append(Question("key", "Label of the key in the token"))
    return tuple(asked)


def origin_questions(wish: Wish) -> tuple[Question, ...]:
    """What becomes of a new root's key, or where the key and the certificates are that exist."""
    in_file, in_token = ("kept", Kept.FILE.value), ("kept", Kept.TOKEN.value)
    token = (
        Question("root_module", "PKCS#11 module of the root's token", Kind.FILE, optional=True, when=in_token),
        Question("root_token", "Label of the root's token", optional=True, when=in_token),
    )
    if wish.source is Source.NEW:
        return (Question("kept", "What becomes of the root's key?", Kind.CHOICE, Kept.FILE.value, ROOTS), *token)
    certificates = Question("certificates", _CERTIFICATES[wish.source], Kind.FILE)
    match wish.source:
        case Source.ROOT:
            return (
                certificates,
                Question("kept", "Where is the root's key?", Kind.CHOICE, Kept.FILE.value, ROOT_PLACES),
                Question("key_file", "The root's encrypted key (PKCS#8, PEM)", Kind.FILE, optional=True, when=in_file),
                *token,
                Question("root_key", "Label of the root's key", default=wish.root_label, optional=True, when=in_token),
            )
        case Source.FILE:
            return certificates, Question("key_file", "The CA's encrypted key (PKCS#8, PEM)", Kind.FILE)
    return (certificates,)


def secret_questions(wish: Wish) -> tuple[Question, ...]:
    """What protects the keys."""
    if wish.where is Where.FILE:
        asked = [Question("own", "Passphrase for the CA's key file", Kind.NEW_SECRET)]
    else:
        new = Kind.NEW_SECRET if wish.where is Where.SOFTHSM and wish.source is not Source.HSM else Kind.SECRET
        asked = [Question("own", "PIN of the CA's token", new)]
    if wish.source is Source.NEW and wish.kept is Kept.FILE:
        asked.append(Question("root", "Passphrase for the root's key file", Kind.NEW_SECRET, hint="Without it the root never signs again."))
    if wish.root_in_token:
        asked.append(Question("root", "PIN of the root's token", Kind.SECRET))
    if wish.reads_key:
        asked.append(Question("source", "Passphrase of the key file that is read", Kind.SECRET))
    return tuple(asked)


def platform_questions(title: str) -> tuple[Question, ...]:
    """How the platform is told of the CA."""
    now, just_in_time = ("register", "yes"), ("jitp", "yes")
    return (
        Question("register", "Make this CA known to the platform now?", Kind.YES, "yes"),
        Question("description", "Description on the platform", default=title, optional=True, when=now),
        Question(
            "jitp",
            "Make unknown devices just in time?",
            Kind.YES,
            "no",
            hint="Each is created when it first connects.",
            when=now,
        ),
        Question("product", "Product", optional=True, hint="Its name on the platform.", when=just_in_time),
        Question("cohort", "Cohort", optional=True, hint="Its PRN; empty: none.", when=just_in_time),
        Question("tags", "Tags", optional=True, hint="Separated by commas.", when=just_in_time),
        Question("jitp_description", "Description of each device", optional=True, when=just_in_time),
        Question("target", "Target", optional=True, when=just_in_time),
    )

"""The ceremony as a wizard: one stage after the other, the same for a window and a terminal."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from pydantic import SecretStr

from app.core.authority import MAIN, Registered
from app.core.errors import CeremonyRefused
from app.core.jitp import Jitp
from app.core.recipe import KeyKind, shown
from app.core.waiting import Stop
from app.founding import questions as ask
from app.founding.making import Founded, make
from app.founding.questions import Question, Stage
from app.founding.registering import PART_WORDS, Introduction, Part, introduce, require_introduction, told
from app.founding.wish import ISSUING_YEARS, Kept, Secrets, Source, Where, Wish, require_name, require_places, require_secrets
from app.pki import Authority
from app.pki.ca import day
from app.settings import load
from app.station import Station

_MOST_YEARS = 100
_ASKED = (Stage.SOURCE, Stage.PLACE, Stage.ORIGIN, Stage.SECRETS)


class Ceremony:
    """One authority from the first question to its registration at the platform.

    In the stages MAKE and REGISTER `act` does the work (seconds: call it off the GUI thread); in the others `answer` goes on. What was
    answered wrongly raises CeremonyRefused, and the stage stays.
    """

    def __init__(self, station: Station, *, who: str = "", existing: str = "") -> None:
        """`existing` names an authority of the station that is only to be registered."""
        self._station = station
        self._settings = load(station.settings.home)
        self._who = who
        self._wish = Wish(name=MAIN if not self._settings.every_authority else "")
        self._secrets: Secrets | None = None
        self._introduction = Introduction()
        self._authority: Authority | None = None
        self.founded: Founded | None = None
        self.registered: Registered | None = None
        self.stage = Stage.SOURCE
        if existing:
            if existing not in station.authorities.members:
                raise CeremonyRefused(f"This station has no authority {shown(existing)}.")
            self._wish = Wish(name=existing)
            self._authority = station.authorities.members[existing]
            self._authority.check()
            self.stage = Stage.PLATFORM

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        """The certificates of the authority, once there is one."""
        return self._authority.chain if self._authority else ()

    def questions(self) -> tuple[Question, ...]:
        """What this stage asks."""
        match self.stage:
            case Stage.SOURCE:
                return ask.source_questions(self._wish.name)
            case Stage.PLACE:
                return ask.place_questions(self._wish)
            case Stage.ORIGIN:
                return ask.origin_questions(self._wish)
            case Stage.SECRETS:
                return ask.secret_questions(self._wish)
            case Stage.PLATFORM:
                return ask.platform_questions(_title(self.chain))
        return ()

    def answer(self, answers: Mapping[str, str], secrets: Mapping[str, SecretStr] | None = None) -> Stage:
        """Take the answers of this stage and go on; what is left out takes its default. Raises CeremonyRefused."""
        given = {question.name: _answered(question, answers) for question in self.questions()}
        match self.stage:
            case Stage.SOURCE:
                self._wish = replace(self._wish, source=Source(given["source"]), name=given["name"])
                require_name(replace(self._wish, title="to be named"), self._settings)
            case Stage.PLACE:
                self._wish = self._placed(given)
                require_name(self._wish, self._settings)
            case Stage.ORIGIN:
                self._wish = self._originated(given)
                require_places(self._wish)
            case Stage.SECRETS:
                kept = secrets or {}
                self._secrets = Secrets(kept.get("own", SecretStr("")), kept.get("root"), kept.get("source"))
                require_secrets(self._wish, self._secrets)
            case Stage.PLATFORM:
                return self._introduced(given)
            case _:
                raise CeremonyRefused("There is nothing to answer now.")
        self.stage = (*_ASKED, Stage.MAKE)[_ASKED.index(self.stage) + 1]
        return self.stage

    def back(self) -> Stage:
        """One stage back, as long as nothing was made; else the stage stays."""
        if self.founded is None and self._authority is None and self.stage is not Stage.SOURCE:
            self.stage = (*_ASKED, Stage.MAKE)[(*_ASKED, Stage.MAKE).index(self.stage) - 1]
        return self.stage

    def act(self, stop: Stop, tell: Callable[[str], None] = lambda _: None) -> Stage:
        """Do what the stages so far asked for: make the authority, or register it. `tell` hears each part, in words.

        Where it raises (CeremonyRefused, PkiError, CloudError, StoreError, Cancelled) the stage stays: correct it, or act again.
        """
        if self.stage is Stage.MAKE and self._secrets is not None:
            tell("Making the authority")
            self.founded = make(self._settings, self._wish, self._secrets, self._station.ledger, who=self._who, now=_now())
            self._settings = self.founded.settings
            self._authority = self._station.adopt(self._wish.name, self._settings.every_authority[self._wish.name], self._secrets.own)
            self._secrets = None
            self.stage = Stage.PLATFORM
        elif self.stage is Stage.REGISTER and self._authority is not None:
            platform = self._station.platform

            def part(each: Part) -> None:
                tell(PART_WORDS[each])

            self.registered = introduce(
                self._authority,
                platform.get_authorities(),
                self._station.ledger.authorities,
                self._introduction,
                url=platform.url,
                who=self._who,
                now=_now,
                stop=stop,
                tell=part,
            )
            self.stage = Stage.DONE
        else:
            raise CeremonyRefused("There is nothing to do now: answer the questions first.")
        return self.stage

    def review(self) -> tuple[str, ...]:
        """What will be done in this stage, or what was done, in sentences."""
        wish = self._wish
        if self.stage is Stage.MAKE:
            return (*_intentions(wish), "Nothing was changed so far.")
        sentences: list[str] = []
        if self.chain:
            sentences.append(f"{_title(self.chain)} is valid until {day(self.chain[0].not_valid_after_utc)}.")
        if self.founded is not None and self.founded.root_file is not None:
            sentences.append(
                f"The root's key is in {self.founded.root_file}, encrypted. Keep it in a safe place, and take it off this machine."
            )
        if self.founded is not None:
            sentences.append(
                f"So that the station can sign, keep the PIN or passphrase in the keyring: keyring set birthmark {wish.secret}"
            )
        if self.registered is not None and self.chain:
            sentences += told(self.registered, self.chain[0])
        return tuple(sentences)

    # ---- answers ---------------------------------------------------------------------------------------------------

    def _placed(self, given: Mapping[str, str]) -> Wish:
        years = given.get("years", str(ISSUING_YEARS))
        if not years.isdecimal() or not 1 <= int(years) <= _MOST_YEARS:
            raise CeremonyRefused(f"{shown(years)} is no number of years: 1 to {_MOST_YEARS}.")
        return replace(
            self._wish,
            where=Where(given["where"]),
            title=given.get("title", ""),
            years=int(years),
            kind=KeyKind(given.get("kind", KeyKind.EC_P256.value)),
            module=_path(given["module"]),
            token=given["token"],
            key=given.get("key", ""),
        )

    def _originated(self, given: Mapping[str, str]) -> Wish:
        return replace(
            self._wish,
            kept=Kept(given.get("kept", Kept.FILE.value)),
            root_module=_path(given.get("root_module", "")),
            root_token=given.get("root_token", ""),
            root_key=given.get("root_key", ""),
            certificates=_path(given.get("certificates", "")),
            key_file=_path(given.get("key_file", "")),
        )

    def _introduced(self, given: Mapping[str, str]) -> Stage:
        if given["register"] != "yes":
            self.stage = Stage.DONE
            return self.stage
        jitp = None
        if given["jitp"] == "yes":
            tags = tuple(tag.strip() for tag in given["tags"].split(",") if tag.strip())
            jitp = Jitp(given["product"], given["jitp_description"], tags, given["cohort"], given["target"])
        self._introduction = Introduction(given["description"], jitp)
        require_introduction(self._introduction)
        self.stage = Stage.REGISTER
        return self.stage


def _answered(question: Question, answers: Mapping[str, str]) -> str:
    answer = answers.get(question.name, question.default).strip()
    if question.choices and answer not in dict(question.choices):
        raise CeremonyRefused(f"{shown(answer)} is none of: {', '.join(dict(question.choices))}.")
    return answer


def _intentions(wish: Wish) -> list[str]:
    where = {
        Where.SOFTHSM: "in SoftHSM2 on this machine",
        Where.TOKEN: f"in the token {shown(wish.token)}",
        Where.FILE: "in an encrypted file",
    }[wish.where]
    match wish.source:
        case Source.NEW:
            root = "in another token" if wish.kept is Kept.TOKEN else "in an encrypted file"
            made = f"A new root is made, its key {root}, and below it the CA {shown(wish.title)}, valid for {wish.years} years."
        case Source.ROOT:
            made = f"Below the root in {wish.certificates} the CA {shown(wish.title)} is made, valid for {wish.years} years."
        case Source.FILE | Source.HSM:
            made = f"The CA whose certificates are in {wish.certificates} is brought in."
    kept = "stays" if wish.source is Source.HSM else "will live"
    return [made, f"The key that issues {kept} {where}.", f"The station calls this authority {shown(wish.name)}."]


def _title(chain: tuple[x509.Certificate, ...]) -> str:
    names = chain[0].subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME) if chain else []
    return str(names[0].value) if names else ""


def _path(text: str) -> Path | None:
    return Path(text).expanduser() if text else None


def _now() -> datetime:
    return datetime.now(UTC)

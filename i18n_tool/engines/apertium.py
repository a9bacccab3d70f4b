"""The engine ``apertium``: rule-based translation by the programs of apertium.org, offline."""

from __future__ import annotations

import os
import re
import select
import shlex
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from i18n_tool.engines import check_options
from i18n_tool.engines.base import Engine
from i18n_tool.errors import AnswerError, EngineError, EngineMissingError, PairError
from i18n_tool.languages import language_of, territory_of

_FOLDERS = ("/usr/share/apertium/modes", "/usr/local/share/apertium/modes", "/opt/homebrew/share/apertium/modes")

_MODE_NAME = re.compile(r"(?P<source>[a-z]{2,3}(?:_\w+)?)-(?P<target>[a-z]{2,3}(?:_\w+)?)")

_PROGRAM = re.compile(r"(?:lt-proc|lrx-proc|lsx-proc|cg-proc|hfst-proc|rtx-proc|apertium-[a-z-]+)")
"""What a mode may run. Mode files are data: one that names another program is not used."""

THREE_LETTERS = {
    "af": "afr", "an": "arg", "ar": "ara", "ast": "ast", "be": "bel", "bg": "bul", "br": "bre", "ca": "cat",
    "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "en": "eng", "eo": "epo", "es": "spa", "eu": "eus",
    "fo": "fao", "fr": "fra", "ga": "gle", "gl": "glg", "hi": "hin", "id": "ind", "is": "isl", "it": "ita",
    "kk": "kaz", "ky": "kir", "mk": "mkd", "ms": "zlm", "mt": "mlt", "nb": "nob", "nl": "nld", "nn": "nno",
    "oc": "oci", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sc": "srd", "se": "sme", "sk": "slk",
    "sl": "slv", "sv": "swe", "tr": "tur", "tt": "tat", "uk": "ukr", "ur": "urd", "uz": "uzb",
    "bn": "ben", "el": "ell", "et": "est", "fa": "pes", "fi": "fin", "he": "heb", "hu": "hun",
    "ja": "jpn", "ko": "kor", "lt": "lit", "lv": "lav", "sq": "sqi", "sw": "swh", "ta": "tam",
    "th": "tha", "tl": "tgl", "vi": "vie", "zh": "cmn",
}  # fmt: skip
"""Languages by ISO 639-3, as Apertium's newer pairs and many models name them; older ones do so by ISO 639-1."""

_ALIASES = {"hr": "hbs_HR", "sr": "hbs_SR", "bs": "hbs_BS", "no": "nob"}

_PIVOTS = ("es", "ca", "fr", "pt", "it", "gl", "oc")
"""Languages to go through where there is no direct pair, the best first."""

_PACKAGES = {
    "es": "apertium-eng-spa",
    "ca": "apertium-eng-cat",
    "gl": "apertium-en-gl",
    "pt": "apertium-eng-spa apertium-es-pt",
    "fr": "apertium-eng-cat apertium-fra-cat",
    "it": "apertium-eng-cat apertium-cat-ita",
}
"""Debian packages that lead from English to a language."""

_TOKEN = re.compile(r"⟦[A-Za-z]{0,6}[0-9]{1,4}⟧")
_ENDING = "[].[]"
"""Stands after each text: taggers see the end of a sentence, and a title gets no full stop of its own."""


@dataclass(frozen=True, slots=True)
class Mode:
    """One direction of an installed pair."""

    name: str
    """Its name, ``eng-spa``."""
    path: Path
    """The file that says which programs it is made of."""

    def commands(self) -> list[list[str]]:
        """Return the programs with their arguments, each told to answer at every NUL.

        Raises:
            EngineError: the file cannot be read, or names a program that is no part of Apertium.
        """
        try:
            stages = [shlex.split(stage) for stage in self.path.read_text(encoding="utf-8").split("|")]
        except (OSError, ValueError) as problem:
            raise EngineError(f"the mode {self.name} cannot be read.", "Install it anew.", path=self.path) from problem
        commands = []
        for stage in stages:
            if not stage or not _PROGRAM.fullmatch(stage[0]):
                shown = stage[0] if stage else "nothing"
                raise EngineError(f"the mode {self.name} runs {shown}, which is not Apertium's.", path=self.path)
            # $1 is how words are written that it does not know (-n: as they are), $2 is for debugging.
            arguments = ["-n" if word == "$1" else word for word in stage[1:] if word != "$2"]
            commands.append([stage[0], "-z", *arguments])
        return commands


# Its English dictionaries glue what they make of "one-hour circle" together ("transportedeuna hora"); they know the
# words by themselves.
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")


class ApertiumEngine(Engine):
    """Asks Apertium's programs, which are started once for each pair and answer text by text.

    A pair that is not installed is put together from two that are, through a language between them; the mark of
    the draft says so. Apertium is small and quick, and literal: it translates word by word where its rules end.
    """

    name = "apertium"
    summary = "rule-based, offline: es, ca, gl; pt, fr, it through them"
    blind_articles = True
    mask_styles = ("mixed", "word", "white")
    max_segments = 50
    max_characters = 50_000

    def __init__(self, options: Mapping[str, Any] | None = None) -> None:
        super().__init__(options)
        check_options(self.name, self.options, {"path": str, "deadline": float})
        self.deadline = float(self.options.get("deadline", 30.0))
        self._pipelines: dict[str, Pipeline] = {}
        self._closed = False
        self._lock = threading.Lock()

    @property
    def version(self) -> str:
        return "1"

    @cached_property
    def modes(self) -> dict[str, Mode]:
        """The installed directions by name."""
        found: dict[str, Mode] = {}
        for folder in self.folders():
            for path in sorted(folder.glob("*.mode")):
                if _MODE_NAME.fullmatch(path.stem):
                    found.setdefault(path.stem, Mode(path.stem, path))
        return found

    def folders(self) -> Iterator[Path]:
        """Yield where modes may be: the option ``path``, ``APERTIUM_DATADIR``, then the usual places."""
        for named in (self.options.get("path"), os.environ.get("APERTIUM_DATADIR")):
            if named:
                yield Path(named) / "modes"
                yield Path(named)
        if not self.options.get("path"):
            yield from map(Path, _FOLDERS)

    def route(self, source: str, target: str) -> tuple[Mode, ...]:
        """Return the directions that lead from one locale to another: one, or two through a pivot; empty: none."""
        direct = self.direct(names_of(source)[-2:], names_of(target))
        if direct:
            return (direct,)
        for pivot in _PIVOTS:
            if pivot in (language_of(source), language_of(target)):
                continue
            first = self.direct(names_of(source)[-2:], names_of(pivot))
            second = self.direct(names_of(pivot), names_of(target))
            if first and second:
                return (first, second)
        return ()

    def direct(self, sources: Sequence[str], targets: Sequence[str]) -> Mode | None:
        """Return the installed direction between two languages, each by any of its names, or None."""
        names = (f"{source}-{target}" for target in targets for source in sources)
        return next((self.modes[name] for name in names if name in self.modes), None)

    def problem(self, source: str, target: str) -> str | None:
        if shutil.which("lt-proc") and self.route(source, target):
            return None
        packages = _PACKAGES.get(language_of(target)) if language_of(source) == "en" else None
        if packages:
            return f"apertium: apt install apertium {packages}"
        return f"apertium has no pair from {source} to {target}"

    def origin(self, source: str, target: str) -> str:
        route = self.route(source, target)
        return f"{self.name}:{'+'.join(mode.name for mode in route)}" if len(route) > 1 else self.name

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        route = self.route(source, target)
        if not shutil.which("lt-proc"):
            raise EngineMissingError("it is not installed.", "apt install apertium", subject=self.name)
        if not route:
            raise PairError(self.problem(source, target) or "", subject=self.name)
        answers = [_HYPHEN.sub(" ", text.strip()) for text in texts]
        with self._lock:
            for mode in route:
                answers = self.ask(mode, answers)
        return [_with_edges(text, answer) for text, answer in zip(texts, answers, strict=True)]

    def ask(self, mode: Mode, texts: Sequence[str]) -> list[str]:
        """Return the answers of one direction; a pipeline that breaks is started again once.

        Raises:
            EngineError: it broke again, or did not answer in time.
        """
        answers: list[str] = []
        for last in (False, True):
            pipeline = self._pipelines.get(mode.name)
            try:
                if self._closed:
                    # Another thread waits for answers that nobody wants any more: it starts nothing anew.
                    raise EngineError("it was closed.", subject=self.name)
                if pipeline is None:
                    pipeline = self._pipelines[mode.name] = Pipeline(mode, self.deadline)
                answers += pipeline.ask(texts[len(answers) :])
                break
            except BrokenError as problem:
                answers += problem.answers
                self.drop(mode)
                if last:
                    raise EngineError(
                        f"{problem.what} ({mode.name}).",
                        f"Try it by hand: echo hello | apertium {mode.name}",
                        subject=self.name,
                    ) from problem
            except BaseException:
                self.drop(mode)
                raise
        return [tidy_answer(text, answer) for text, answer in zip(texts, answers, strict=True)]

    def drop(self, mode: Mode) -> None:
        """Stop the programs of one direction."""
        pipeline = self._pipelines.pop(mode.name, None)
        if pipeline:
            pipeline.stop()

    def close(self) -> None:
        self._closed = True
        for pipeline in list(self._pipelines.values()):
            pipeline.stop()
        self._pipelines.clear()


class BrokenError(Exception):
    """A pipeline ended or fell silent; ``answers`` are those that came before."""

    def __init__(self, what: str, answers: list[str]) -> None:
        super().__init__(what)
        self.what = what
        self.answers = answers


class Pipeline:
    """The running programs of one direction."""

    def __init__(self, mode: Mode, deadline: float) -> None:
        """Start the programs.

        Raises:
            EngineError: one of them is not installed.
        """
        self.deadline = deadline
        self.processes: list[subprocess.Popen[bytes]] = []
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        for command in mode.commands():
            before = self.processes[-1].stdout if self.processes else None
            try:
                process = subprocess.Popen(
                    command,
                    stdin=before or subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env=environment,
                    # A Ctrl-C in the terminal is for us: what is half done is written before they are stopped.
                    start_new_session=True,
                )
            except OSError as problem:
                self.stop()
                raise EngineMissingError(
                    f"{command[0]} cannot be started: {problem.strerror}.", "Install the pair anew.", subject="apertium"
                ) from problem
            if before:
                before.close()
            self.processes.append(process)

    def ask(self, texts: Sequence[str]) -> list[str]:
        """Return the answers to texts, as the programs write them.

        Raises:
            BrokenError: a program ended, or gave no answer for ``deadline`` seconds.
        """
        if not texts:
            return []
        data = b"".join([escape(text).encode("utf-8", "replace") + b"\0" for text in texts])
        writer = threading.Thread(target=self.write, args=(data,), daemon=True)
        writer.start()
        try:
            return self.read(len(texts))
        finally:
            writer.join(0.1)

    def write(self, data: bytes) -> None:
        """Send bytes; a broken pipe is seen by the reader."""
        stdin = self.processes[0].stdin
        if stdin:
            with suppress(OSError, ValueError):
                stdin.write(data)
                stdin.flush()

    def read(self, wanted: int) -> list[str]:
        """Return the next answers, one for each NUL."""
        output = self.processes[-1].stdout
        if output is None:
            raise BrokenError("it has no output", [])
        answers: list[str] = []
        rest = b""
        until = time.monotonic() + self.deadline
        while len(answers) < wanted:
            ready, _, _ = select.select([output], [], [], max(0.0, min(0.5, until - time.monotonic())))
            if not ready:
                self.look(until, answers)
                continue
            chunk = os.read(output.fileno(), 65536)
            if not chunk:
                raise BrokenError("it ended before it had answered", answers)
            *done, rest = (rest + chunk).split(b"\0")
            for answer in done:
                # When a program in the middle ends, those after it close the answer they have as if it were whole.
                if _ENDING.encode() not in answer:
                    raise BrokenError("it ended in the middle of an answer", answers)
                answers.append(answer.decode("utf-8", "replace"))
                until = time.monotonic() + self.deadline
        if len(answers) > wanted or rest:
            raise BrokenError("it answered more than it was asked", answers[:0])
        return answers

    def look(self, until: float, answers: list[str]) -> None:
        """Give up if a program has ended or the time is over."""
        if any(process.poll() is not None for process in self.processes):
            raise BrokenError("it ended before it had answered", answers)
        if time.monotonic() >= until:
            raise BrokenError(f"it gave no answer for {self.deadline:g} seconds", answers)

    def stop(self) -> None:
        """End the programs."""
        for process in self.processes:
            with suppress(OSError):
                process.kill()
        for process in self.processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    with suppress(OSError):
                        pipe.close()


def names_of(locale: str) -> list[str]:
    """Return the names that Apertium may have for a locale, the most exact first, the plain language last."""
    language = language_of(locale)
    plain = [language, THREE_LETTERS.get(language, language)]
    territory = territory_of(locale)
    exact = [f"{name}_{territory}" for name in plain] if territory else []
    alias = [_ALIASES[language]] if language in _ALIASES else []
    return [*exact, *alias, *plain]


def escape(text: str) -> str:
    """Return a text as Apertium's stream format has it, with tokens as blanks that no rule looks into."""
    text = re.sub(r"[\[\]^$/\\@<>{}]", r"\\\g<0>", text.replace("\0", " "))
    return _TOKEN.sub(r"[\g<0>]", text).replace("~", "[~]") + _ENDING


def tidy_answer(text: str, answer: str) -> str:
    """Return what Apertium wrote as plain text.

    Raises:
        AnswerError: the end of the text did not come back.
    """
    body, ending, rest = answer.rpartition(_ENDING)
    if not ending or rest.strip():
        raise AnswerError("the end of the text was lost.", subject="apertium")
    plain = re.sub(r"\\(.)|[\[\]]", lambda match: match[1] or "", body, flags=re.DOTALL)
    if "  " not in text:
        # A word that it leaves out leaves the spaces around it.
        plain = re.sub(" {2,}", " ", plain)
    return _lower_second_word(text, plain)


def _lower_second_word(text: str, answer: str) -> str:
    """Undo the capital that Apertium gives to the word after an unknown one at the beginning."""
    source, given = text.split(" ", 2)[:2], answer.split(" ", 2)
    if len(source) < 2 or len(given) < 2 or source[0] != given[0] or not source[1].islower():
        return answer
    if given[1].istitle():
        given[1] = given[1].lower()
    return " ".join(given)


def _with_edges(text: str, answer: str) -> str:
    """Return an answer with the white space around it that the text has."""
    stripped = text.strip()
    if not stripped:
        return text
    start = text.index(stripped)
    return text[:start] + answer.strip() + text[start + len(stripped) :]

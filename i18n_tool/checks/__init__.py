"""The checks, and the one that anybody can call on a pair of texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from inspect import cleandoc
from typing import Any, TypeVar

from i18n_tool.checks.base import CatalogueCheck, Check, Context, FileCheck, ProjectCheck
from i18n_tool.checks.files import CATALOGUE_RULES
from i18n_tool.checks.panel import panel_of
from i18n_tool.errors import I18nToolError
from i18n_tool.glossary import Glossary
from i18n_tool.glossary.linting import LINT_RULES
from i18n_tool.languages import gettext_tag, nearest_word
from i18n_tool.model import Finding, Markup, Rule, Unit

CHECKS: tuple[str, ...] = (
    "i18n_tool.checks.missing_term:MissingTerm",
    "i18n_tool.checks.forbidden_rendering:ForbiddenRendering",
    "i18n_tool.checks.altered_name:AlteredName",
    "i18n_tool.checks.deprecated_term:DeprecatedTerm",
    "i18n_tool.checks.uncertain_term:UncertainTerm",
    "i18n_tool.checks.missing_number:MissingNumber",
    "i18n_tool.checks.extra_number:ExtraNumber",
    "i18n_tool.checks.wrong_scale:WrongScale",
    "i18n_tool.checks.wrong_currency:WrongCurrency",
    "i18n_tool.checks.wrong_date:WrongDate",
    "i18n_tool.checks.wrong_percent:WrongSignOrPercent",
    "i18n_tool.checks.altered_identifier:AlteredIdentifier",
    "i18n_tool.checks.wrong_number:WrongNumber",
    "i18n_tool.checks.wrong_unit:WrongUnit",
    "i18n_tool.checks.number_format:NumberFormat",
    "i18n_tool.checks.missing_placeholder:MissingPlaceholder",
    "i18n_tool.checks.extra_placeholder:ExtraPlaceholder",
    "i18n_tool.checks.broken_nesting:BrokenNesting",
    "i18n_tool.checks.leftover_token:LeftoverToken",
    "i18n_tool.checks.double_escaping:DoubleEscaping",
    "i18n_tool.checks.damaged_mark:DamagedMark",
    "i18n_tool.checks.empty_pair:EmptyPair",
    "i18n_tool.checks.extra_line_break:ExtraLineBreak",
    "i18n_tool.checks.bad_slug:BadSlug",
    "i18n_tool.checks.unsafe_markup:UnsafeMarkup",
    "i18n_tool.checks.hidden_character:HiddenCharacter",
    "i18n_tool.checks.invisible_character:InvisibleCharacter",
    "i18n_tool.checks.wrong_script:WrongScript",
    "i18n_tool.checks.untranslated_run:UntranslatedRun",
    "i18n_tool.checks.wrong_variant:WrongVariant",
    "i18n_tool.checks.foreign_script:ForeignScript",
    "i18n_tool.checks.mixed_scripts:MixedScripts",
    "i18n_tool.checks.unusual_length:UnusualLength",
    "i18n_tool.checks.repeated_phrase:RepeatedPhrase",
    "i18n_tool.checks.lost_quotation:LostQuotation",
    "i18n_tool.checks.final_mark:FinalMark",
    "i18n_tool.checks.unbalanced_brackets:UnbalancedBrackets",
    "i18n_tool.checks.doubled_word:DoubledWord",
    "i18n_tool.checks.stray_space:StraySpace",
    "i18n_tool.checks.edge_space:EdgeSpace",
    "i18n_tool.checks.french_spacing:FrenchSpacing",
    "i18n_tool.checks.half_width_mark:HalfWidthMark",
    "i18n_tool.checks.full_width_mark:FullWidthMark",
    "i18n_tool.checks.quotation_marks:QuotationMarks",
    "i18n_tool.checks.spanish_opening_mark:SpanishOpeningMark",
    "i18n_tool.checks.arabic_mark:ArabicMark",
    "i18n_tool.checks.ideograph_space:IdeographSpace",
    "i18n_tool.checks.same_as_source:SameAsSource",
    "i18n_tool.checks.unsolved_conflict:UnsolvedConflict",
    "i18n_tool.checks.changed_source:ChangedSource",
    "i18n_tool.checks.draft:Draft",
    "i18n_tool.checks.missing_translation:MissingTranslation",
)
"""Class of each check of a unit, in the order they are listed."""

CATALOGUE_CHECKS: tuple[str, ...] = ("i18n_tool.checks.inconsistent_term:InconsistentTerm",)
"""Class of each check of the units of a catalogue together."""

FILE_CHECKS: tuple[str, ...] = (
    "i18n_tool.checks.wrong_language_header:WrongLanguageHeader",
    "i18n_tool.checks.wrong_plural_header:WrongPluralHeader",
    "i18n_tool.checks.other_segmentation:OtherSegmentation",
    "i18n_tool.checks.many_obsolete:ManyObsolete",
    "i18n_tool.checks.byte_order_mark:ByteOrderMark",
)
"""Class of each check of a catalogue as a file."""

PROJECT_CHECKS: tuple[str, ...] = ("i18n_tool.checks.inconsistent_translation:InconsistentTranslation",)
"""Class of each check of all catalogues of a locale together."""

AnyRule = Check | CatalogueCheck | FileCheck | ProjectCheck
"""A rule that is a class of its own."""


@lru_cache(maxsize=1)
def all_checks() -> tuple[Check, ...]:
    """Return one of each check of a unit."""
    return tuple(_load(home) for home in CHECKS)


@lru_cache(maxsize=1)
def all_catalogue_checks() -> tuple[CatalogueCheck, ...]:
    """Return one of each check of the units of a catalogue together."""
    return tuple(_load(home) for home in CATALOGUE_CHECKS)


@lru_cache(maxsize=1)
def all_file_checks() -> tuple[FileCheck, ...]:
    """Return one of each check of a catalogue as a file."""
    return tuple(_load(home) for home in FILE_CHECKS)


@lru_cache(maxsize=1)
def all_project_checks() -> tuple[ProjectCheck, ...]:
    """Return one of each check of all catalogues of a locale together."""
    return tuple(_load(home) for home in PROJECT_CHECKS)


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return what each code means, by family and number."""
    checks: tuple[AnyRule, ...] = (*all_checks(), *all_catalogue_checks(), *all_project_checks(), *all_file_checks())
    rules = (*map(_rule, checks), *LINT_RULES, *CATALOGUE_RULES)
    families = tuple(dict.fromkeys(rule.code[:2] for rule in rules))
    return tuple(sorted(rules, key=lambda rule: (families.index(rule.code[:2]), rule.code)))


def _rule(check: AnyRule) -> Rule:
    fixable = isinstance(check, Check) and type(check).fix is not Check.fix
    return Rule(check.code, check.name, check.severity, cleandoc(type(check).__doc__ or ""), fixable)


def _load(home: str) -> Any:
    module, _, name = home.partition(":")
    return getattr(import_module(module), name)()


AnyCheck = TypeVar("AnyCheck", Check, CatalogueCheck)


def select_checks(
    checks: Iterable[AnyCheck], select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[AnyCheck, ...]:
    """Return the checks that codes, names or families (``GL``) choose.

    Args:
        checks: those to choose from.
        select: only these; all if empty.
        ignore: none of these.

    Raises:
        I18nToolError: a word is no code, name or family.
    """
    chosen: tuple[str, ...] = tuple(select)
    left_out: tuple[str, ...] = tuple(ignore)
    for word in (*chosen, *left_out):
        require_code(word)
    return tuple(
        check
        for check in checks
        if (not chosen or code_matches(check.code, check.name, chosen))
        and not code_matches(check.code, check.name, left_out)
    )


def code_matches(code: str, name: str, words: Sequence[str]) -> bool:
    """Tell whether a rule is meant by one of some codes, names or families."""
    return any(word.upper() in (code, code[:2]) or word.lower() == name for word in words)


def require_code(word: str) -> None:
    """Accept a code, name or family of a rule.

    Raises:
        I18nToolError: it is none.
    """
    rules = all_rules()
    if any(code_matches(rule.code, rule.name, (word,)) for rule in rules):
        return
    codes = tuple(rule.code for rule in rules)
    near = nearest_word(word.upper(), codes) or nearest_word(word.lower(), tuple(rule.name for rule in rules))
    raise I18nToolError(
        "no check has this code or name.",
        f'Did you mean "{near}"?' if near else "i18n-tool explain lists all.",
        subject=repr(word),
    )


def check_pair(
    source: str,
    translation: str,
    locale: str,
    *,
    source_locale: str = "en",
    glossary: Glossary | None = None,
    select: Iterable[str] | None = None,
    markup: Markup | None = None,
) -> list[Finding]:
    """Return what is wrong with one translation, worst first, without any file.

    Args:
        source: the source text.
        translation: its translation; taken as accepted.
        locale: the locale of the translation.
        source_locale: the locale of the source text.
        glossary: the terms with a fixed translation.
        select: only these codes, names or families.
        markup: the inline markup that both texts may hold; None: what can be told without knowing.

    Raises:
        LocaleError: a locale tag is not well formed.
        I18nToolError: ``select`` names no check.
    """
    context = Context(gettext_tag(locale), gettext_tag(source_locale), glossary if glossary is not None else Glossary())
    unit = Unit(source, translation, markup=markup)
    return run_checks(unit, context, select_checks(all_checks(), select or ()))


def run_checks(unit: Unit, context: Context, checks: Sequence[Check]) -> list[Finding]:
    """Return the findings of some checks on a unit, worst first."""
    return panel_of(tuple(checks), context).findings(unit)

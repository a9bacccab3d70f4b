"""The files of a site that are made of no single article: lists, feeds, the map, pages for lost readers, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from i18n_tool.errors import I18nToolError, OutputError
from i18n_tool.pages import INDEX, MISSING, STYLE, Site, feed_path, page_path
from i18n_tool.project import Project
from i18n_tool.workflow import compile_lists
from i18n_tool.workflow.compile_article import write_file
from i18n_tool.workflow.compile_index import ArticleList, count_pages, index_pages
from i18n_tool.workflow.compile_lists import LONGEST_FEED
from i18n_tool.workflow.compile_page import PageWriter
from i18n_tool.workflow.compile_records import Records
from i18n_tool.workflow.compile_sitemap import SITEMAP, Place, sitemaps
from i18n_tool.workflow.compile_state import Manifest


@dataclass
class Surroundings:
    """Writes what stands around the pages of articles; nothing of it holds all of them at once."""

    project: Project
    manifest: Manifest
    records: Records
    site: Site
    writer: PageWriter
    wanted: Sequence[str]
    """The locales of this run, the source locale included if it is of them."""
    kept: set[str]
    """Files that could not be made anew and stay as they are."""
    errors: list[I18nToolError]
    """What went wrong."""
    written: int = 0
    """How many files were written."""
    styles: list[str] = field(default_factory=list)
    """The style sheets among the files that pages ask for, and what style sheets ask for."""

    def write(self) -> None:
        """Write all of it, as far as it is not right already."""
        for target, make in self.singles():
            if not self.manifest.is_claimed(target):
                self.put(target, make())
        self.write_indexes()
        self.write_map()
        self.copy_assets()

    def singles(self) -> Iterator[tuple[str, Callable[[], str]]]:
        """Yield the files of which there is one, in all or in each locale, and what makes each."""
        writer, names = self.writer, self.site.names
        for locale in self.wanted:
            yield page_path(MISSING, locale), partial(compile_lists.missing_page, writer, locale)
            if writer.site_url:
                news = ((names[article], entry) for article, entry in self.records.news(locale, LONGEST_FEED))
                yield feed_path(locale), partial(compile_lists.feed, writer, locale, news)
        yield f"{INDEX}.html", partial(compile_lists.languages_page, writer)
        yield f"{MISSING}.html", partial(compile_lists.missing_root, writer)
        yield STYLE, writer.theme.style

    def write_indexes(self) -> None:
        """Write the list of the articles of each locale, unless an article called index has its place."""
        length = int(self.project.settings["compile.list-length"])
        counts = {locale: self.records.count_entries(locale) for locale in self.writer.locales}
        free = {locale: not self.is_taken(page_path(INDEX, locale)) for locale in counts}
        pages = {locale: count_pages(counts[locale], length) if free[locale] else 1 for locale in counts}
        for locale in self.wanted:
            if free[locale]:
                self.write_index(ArticleList(locale, counts[locale], length, pages))

    def write_index(self, listing: ArticleList) -> None:
        for target, text in index_pages(self.writer, listing, self.records.entries(listing.locale)):
            if not self.is_taken(target):
                self.put(target, text)
                continue
            what = "an article has the place of this page of the list."
            advice = "Rename the article, or change list-length in [compile]."
            shown = self.project.relative(self.manifest.folder / target)
            self.errors.append(OutputError(what, advice, path=shown))

    def is_taken(self, target: str) -> bool:
        """Tell whether an article has the place of a list."""
        return target in self.kept or self.manifest.is_claimed(target)

    def write_map(self) -> None:
        """Write the map for search engines; a run on some locales leaves it as it is."""
        if not self.writer.site_url:
            return
        if len(self.wanted) < len(self.writer.locales):
            self.kept.update(self.manifest.names_like(SITEMAP.replace(".", "*.")))
            return
        for target, text in sitemaps(self.places(), self.writer.site_url):
            self.put(target, text)

    def places(self) -> Iterator[Place]:
        """Yield what is on the site: the lists, then each article in the locales in which it is announced."""
        locales, source = self.writer.locales, self.writer.source_locale
        yield Place({locale: page_path(INDEX, locale) for locale in locales}, f"{INDEX}.html", {})
        for found in self.records.announced():
            if source in found:
                told = {locale: found[locale] for locale in locales if locale in found}
                changed = {locale: updated for locale, (_, updated) in told.items()}
                yield Place({locale: page for locale, (page, _) in told.items()}, found[source][0], changed)

    def copy_assets(self) -> None:
        """Copy pictures and files that pages ask for, and what style sheets among them ask for."""
        for asset, target in self.records.assets():
            self.copy(asset, target)
        for asset in self.styles:
            for further in self.site.style_assets(asset):
                target = self.site.asset_path(further)
                if not self.manifest.is_claimed(target):
                    self.copy(further, target)

    def copy(self, asset: str, target: str) -> None:
        """Copy a file, unless the copy that an earlier run made is still one."""
        if asset.lower().endswith(".css"):
            self.styles.append(asset)
        if self.manifest.is_copy(target, asset):
            self.manifest.claim(target, asset)
            return
        try:
            data = (self.project.root / asset).read_bytes()
        except OSError as problem:
            what = f"the file cannot be copied: {problem.strerror}."
            self.errors.append(OutputError(what, "Check its rights.", path=asset))
            self.kept.add(target)
            return
        self.put(target, data, asset)

    def put(self, target: str, content: str | bytes, origin: str = "") -> None:
        """Write a file of the site; one that is not ours is left alone, and the report says so."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        self.manifest.place(target)
        try:
            self.written += write_file(self.manifest, target, data)[0]
        except OutputError as problem:
            self.errors.append(problem)
        else:
            self.manifest.claim(target, origin)

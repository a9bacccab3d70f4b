from __future__ import annotations

import http.client
import re
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import html5lib
import pytest

from i18n_tool.errors import ServerError
from i18n_tool.project import Project
from i18n_tool.workflow.compile import compile_project
from i18n_tool.workflow.extract import extract_project
from i18n_tool.workflow.preview import Preview
from i18n_tool.workflow.preview_segments import Place, mark_segments, show_marks
from i18n_tool.workflow.preview_server import PreviewServer
from tests.conftest import SETTINGS, MakeProject, Run, read_tree, write_files
from tests.processes import running
from tests.workflow.reviewing import accept

ARTICLES: dict[str, str | bytes] = {
    "articles/news/ferry.md": (
        "---\ntitle: The ferry\ndescription: It is quick.\n---\n\n# The ferry\n\n"
        "It *leaves* every hour. _Nobody_ waits, see [the pier](../pier.html).\n\n"
        "| Line | Price |\n| - | - |\n| North | 4 |\n"
    ),
    "articles/pier.html": (
        '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>The pier</title></head>'
        '<body><p title="Told twice">The pier is <b>long</b>.</p></body></html>\n'
    ),
    "articles/lamp.txt": "The lamp\n\nIt burns. Write to desk@harbour.example.\n",
}
FRENCH = {
    "news/ferry": {
        "The ferry": "Le bac",
        "It *leaves* every hour.": "*Départ* toutes les heures.",
        "_Nobody_ waits, see [the pier](../pier.html).": "_Personne_ n'attend, voir [la jetée](../pier.html).",
        "North": "Nord",
    },
    "pier": {"The pier is <b>long</b>.": "La jetée est <b>longue</b>.", "Told twice": "Dit deux fois"},
    "lamp": {"The lamp": "La lampe", "It burns.": "Elle brûle."},
}


@pytest.fixture
def project(make_project: MakeProject) -> Project:
    made = make_project(ARTICLES, SETTINGS)
    extract_project(made)
    for name, translations in FRENCH.items():
        accept(made, name, "fr", translations)
    return made


class Client:
    """Asks a preview for things, as a browser on this machine does."""

    def __init__(self, server: PreviewServer) -> None:
        self.server = server
        self.preview = server.preview

    def get(self, target: str, method: str = "GET", **headers: str) -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        found = answer.status, answer.headers, answer.read().decode("utf-8", "replace")
        connection.close()
        return found


@contextmanager
def serve(project: Project, *, drafts: bool = False) -> Iterator[Client]:
    preview = Preview(project, (), drafts)
    preview.build(project)
    with PreviewServer(preview, 0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Client(server)
        server.shutdown()
        thread.join()


@pytest.fixture
def client(project: Project) -> Iterator[Client]:
    with serve(project) as found:
        yield found


def words(page: str) -> str:
    body = html5lib.parse(page, namespaceHTMLElements=False).find("body")
    assert body is not None
    return " ".join("".join(body.itertext()).split())


def test_pages_are_served_as_compile_writes_them_but_for_what_reloads_them(client: Client, project: Project) -> None:
    compile_project(project)
    for name, content in read_tree(project.output).items():
        status, headers, text = client.get(f"/{name}")
        assert status == 200
        if name.endswith(".html"):
            added = re.search(
                r'<link rel="stylesheet" href="/-/preview.css"><script src="/-/preview.js".*?</script>', text
            )
            assert added is not None
            assert text.replace(added[0], "") == content.decode()
        else:
            assert text == content.decode()
        assert headers["Cache-Control"] == "no-store"


def test_the_preview_touches_no_file_of_the_site(project: Project) -> None:
    compile_project(project)
    before = read_tree(project.output)
    accept(project, "lamp", "es", {"The lamp": "La luz"}, fuzzy=True)
    with serve(project, drafts=True) as client:
        assert "La luz" in client.get("/es/lamp.html")[2]
    assert read_tree(project.output) == before
    assert not any("/-/preview" in path.read_text("utf-8") for path in client.preview.folder.rglob("*.html"))


def test_folders_lead_to_their_index_and_missing_pages_say_so(client: Client) -> None:
    assert client.get("/fr/")[0] == 200
    status, headers, _ = client.get("/fr")
    assert (status, headers["Location"]) == (301, "/fr/")
    assert client.get("/fr/gone.html")[0] == 404
    assert client.get("/fr/gone.html", "HEAD")[2] == ""


@pytest.mark.parametrize(
    "target",
    [
        "/../../i18n-tool.toml",
        "/..%2f..%2fi18n-tool.toml",
        "/%2e%2e/%2e%2e/i18n-tool.toml",
        "/fr/../../../i18n-tool.toml",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/..%5c..%5ci18n-tool.toml",
        "/.i18n-tool-pages",
        "/fr/%00",
        "/-/catalogue/../../i18n-tool.toml",
        "/-/catalogue/%2e%2e%2f%2e%2e%2fi18n-tool.toml",
        "/-/../i18n-tool.toml",
        "/-/server.py",
    ],
)
def test_nothing_but_the_site_is_served(client: Client, target: str) -> None:
    status, _, text = client.get(target)
    assert status == 404
    assert "source-locale" not in text
    assert "root:" not in text


def test_a_link_that_leads_out_of_the_site_is_not_followed(client: Client, project: Project) -> None:
    (client.preview.folder / "out.txt").symlink_to(project.root / "i18n-tool.toml")
    assert client.get("/out.txt")[0] == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "[::1]:{port}"]
)
def test_other_names_for_this_machine_are_refused(client: Client, host: str) -> None:
    status, _, text = client.get("/", Host=host.format(port=client.server.server_port))
    assert status == 403
    assert "The ferry" not in text


def test_localhost_is_this_machine(client: Client) -> None:
    assert client.get("/", Host=f"LocalHost:{client.server.server_port}")[0] == 200


def test_the_server_listens_to_nobody_else(client: Client) -> None:
    assert client.server.server_address[0] == "127.0.0.1"


def test_only_reading_is_possible(client: Client) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert client.get("/", method)[0] == 501


@pytest.mark.parametrize("name", ["news/ferry", "pier", "lamp"])
def test_segments_are_marked_and_lead_to_their_lines(client: Client, project: Project, name: str) -> None:
    page = f"/fr/{name}.html"
    plain, marked = client.get(page)[2], client.get(f"{page}?segments")[2]
    assert words(marked) == words(plain)
    assert not re.search("[\u2e28\u2e29\u2800-\u28ff]", marked)
    lines = project.catalogue_path(name, "fr").read_text("utf-8").splitlines()
    shown = []
    for element in html5lib.parse(marked, namespaceHTMLElements=False).iter("span"):
        if element.get("class") != "i18n-segment":
            continue
        path, _, line = (element.get("data-place") or "").rpartition(":")
        assert path == f"locales/fr/LC_MESSAGES/{name}.po"
        source = (element.get("title") or "").split("\n", 1)[1]
        assert lines[int(line) - 1] == f'msgid "{source}"'
        link = element.get("data-link") or ""
        assert f'<li id="L{line}">' in client.get(link.partition("#")[0])[2]
        shown.append("".join(element.itertext()))
    told = [re.sub(r"[*_]|<.*?>|\]\(.*?\)|\[", "", text) for text in FRENCH[name].values() if text != "Dit deux fois"]
    assert sorted(set(shown)) == sorted(told)


def test_emphasis_at_the_edge_of_a_marked_segment_stays_emphasis(client: Client) -> None:
    marked = client.get("/fr/news/ferry.html?segments")[2]
    assert "<em>Départ</em>" in marked
    assert "<em>Personne</em>" in marked


def test_marks_in_values_are_taken_out(client: Client) -> None:
    marked = client.get("/fr/pier.html?segments")[2]
    assert 'title="Dit deux fois"' in marked
    assert "<title>" in marked


def test_segments_of_a_broken_catalogue_show_the_last_page(client: Client, project: Project) -> None:
    with project.catalogue_path("lamp", "fr").open("a") as file:
        file.write('\nmsgid "never closed\n')
    status, _, text = client.get("/fr/lamp.html?segments")
    assert status == 200
    assert "La lampe" in text
    assert "data-place" not in text


@pytest.mark.parametrize("target", ["http://[x/", f"/{'a' * 300}/", "/fr/" + "%C3%A9" * 200])
def test_addresses_that_no_page_can_have_are_not_found(
    client: Client, target: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert client.get(target, Host=f"127.0.0.1:{client.server.server_port}")[0] == 404
    assert not capfd.readouterr().err


def test_a_page_in_the_source_language_has_no_segments_to_show(client: Client) -> None:
    assert client.get("/en/lamp.html?segments")[2] == client.get("/en/lamp.html")[2]


def test_no_marks_are_lost_however_many_there_are() -> None:
    from i18n_tool.model import Block, LocalisedSegment, Run, Span, Unit

    texts = [f"s{number}" for number in range(70_000)]
    units: dict[tuple[str | None, str], Unit] = {(None, text): Unit(text, line=int(text[1:]) + 1) for text in texts}
    pieces = [Block((Run(text, text),), "paragraph", 1) for text in texts]
    segments = {index: [LocalisedSegment(Span(0, len(text)), f"t{index}")] for index, text in enumerate(texts)}
    marked, places = mark_segments(pieces, segments, units)
    page = show_marks(
        "<p>" + "".join(marked[index][0].text or "" for index in (0, 255, 256, 65_536)), places, "a.po", "/x"
    )
    assert re.findall(r'data-place="a.po:(\d+)"', page) == ["1", "256", "257", "65537"]


def test_what_looks_like_a_mark_breaks_nothing() -> None:
    page = show_marks("<p>\u2e28\u28ff\u28ff\u28ffa\u2e29 \u2e28b</p>", [Place(1, False, "a")], "a.po", "/x")
    assert words(page) == "a \u2e28b"


def test_pages_learn_that_they_are_old(client: Client, project: Project) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", client.server.server_port, timeout=20)
    version = client.preview.version
    connection.request("GET", f"/-/changes?{version}")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"
    client.preview.build(project)
    write_files(project.root, {"articles/lamp.txt": "The lamp\n\nIt is out.\n"})
    client.preview.build(project)
    line = answer.readline().decode()
    assert line == f"data: {client.preview.version}\n"
    assert client.preview.version > version
    connection.close()


def test_a_browser_that_goes_away_is_no_news(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", client.server.server_port)) as gone:
            gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            gone.sendall(f"GET /fr/lamp.html HTTP/1.1\r\nHost: 127.0.0.1:{client.server.server_port}\r\n\r\n".encode())
    assert client.get("/fr/lamp.html")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_a_port_that_is_taken_is_named(project: Project, run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServerError):
            PreviewServer(Preview(project), port)
        result = run("preview", "--port", str(port))
    assert result.exit_code == 2
    assert f"the port {port} is taken." in result.output
    assert "--port 8001" in result.output


def test_the_command_serves_what_changes_and_ends_with_ctrl_c(project: Project) -> None:
    with running(project.root, "preview", "--port", "0") as command:
        port = int(command.wait_for("http://127.0.0.1:").split("/")[2].partition(":")[2])
        command.wait_for("Watching for changes")
        write_files(project.root, {"articles/lamp.txt": "The lamp\n\nIt is out.\n"})
        command.wait_for("written")
        command.wait_for(": en/lamp.html")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", "/en/lamp.html")
        assert "It is out." in connection.getresponse().read().decode()
        connection.close()
        assert command.interrupt() == 130
    assert "Traceback" not in "".join(command.lines)

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n_tool.errors import ArticleError, CatalogueError, I18nToolError, OutputError
from i18n_tool.files import decode_text, read_text, replace_chunks, write_text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_decoding_gives_back_every_utf8_text(text: str) -> None:
    if text.encode().startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    assert decode_text(text.encode(), Path("a.txt")) == text


def test_byte_order_mark_and_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfOne\r\nTwo\rThree\n")
    assert read_text(path) == "\ufeffOne\r\nTwo\rThree\n"


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b"One\nTwo\nCaf\xe9\n", 3, "UTF-8"),
        (b"One\n\0\n", 2, "NUL"),
        ("One".encode("utf-16"), 1, "UTF-8"),
        ("One".encode("utf-16-le"), 1, "UTF-8"),
    ],
)
def test_what_is_not_utf8_text_is_refused_with_its_line(tmp_path: Path, data: bytes, line: int, word: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    with pytest.raises(ArticleError) as caught:
        read_text(path)
    assert caught.value.line == line
    assert word in caught.value.what
    assert caught.value.advice


@pytest.mark.parametrize(
    ("text", "charset"), [("港口的新桥已经开放了，我们都在这里。", "GB18030"), ("Un café très tôt.", "WINDOWS-1252")]
)
def test_the_command_that_is_advised_converts_the_file(tmp_path: Path, text: str, charset: str) -> None:
    path = tmp_path / "an article.txt"
    path.write_bytes(f"Title\n\n{text}\n".encode(charset))
    with pytest.raises(ArticleError) as caught:
        read_text(path)
    command = caught.value.advice.splitlines()[1]
    assert f"iconv -f {charset} -t UTF-8 " in command
    subprocess.run(command, shell=True, check=True)
    assert read_text(path) == f"Title\n\n{text}\n"
    assert [one.name for one in tmp_path.iterdir()] == ["an article.txt"]


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"\xff\x81\x8d abc\n", "cannot be told"),
        ("Die Fähre fährt über die Elbe, für fünf Häfen.\n".encode() + b"\xff\n", "correct this place"),
    ],
)
def test_no_command_is_advised_that_would_spoil_the_file(data: bytes, advice: str) -> None:
    with pytest.raises(ArticleError) as caught:
        decode_text(data, Path("a.txt"))
    assert advice in caught.value.advice
    assert "iconv" not in caught.value.advice


def test_a_missing_file_is_our_error_of_the_class_asked_for(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="cannot be read"):
        read_text(tmp_path / "none.po", CatalogueError)


def test_writing_makes_folders_and_reports_whether_anything_changed(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "a.txt"
    assert write_text(path, "One\r\n") is True
    assert path.read_bytes() == b"One\r\n"
    stamp = path.stat().st_mtime_ns
    assert write_text(path, "One\r\n") is False
    assert path.stat().st_mtime_ns == stamp
    assert write_text(path, "Two") is True
    assert [entry.name for entry in path.parent.iterdir()] == ["a.txt"]


def test_the_rights_of_a_file_survive_a_write(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One")
    path.chmod(0o640)
    write_text(path, "Two")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_in_the_way_of_a_folder_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("not a folder")
    with pytest.raises(OutputError) as caught:
        write_text(tmp_path / "site" / "a.html", "x")
    assert str(tmp_path / "site") in str(caught.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small file system needs root")
def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path) -> None:
    import subprocess

    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a file system")
    try:
        path = disk / "a.po"
        write_text(path, "old")
        with pytest.raises(OutputError) as caught:
            write_text(path, "new" * 100_000)
        assert "space" in str(caught.value).lower()
        assert path.read_text() == "old"
        assert [entry.name for entry in disk.iterdir()] == ["a.po"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_errors_carry_what_where_and_what_next() -> None:
    problem = ArticleError("this comment is never closed.", 'Close it with "-->".', path="articles/a.md", line=41)
    assert str(problem) == 'articles/a.md:41: this comment is never closed.\n  Close it with "-->".'
    assert isinstance(problem, I18nToolError)


def test_a_file_in_chunks_replaces_the_old_one_at_its_end_alone(tmp_path: Path) -> None:
    path = tmp_path / "large.tmx"
    path.write_text("old", encoding="utf-8")

    def torn() -> Iterator[bytes]:
        yield b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space"):
        replace_chunks(path, torn())
    assert path.read_text(encoding="utf-8") == "old"
    replace_chunks(path, iter([b"new ", b"text"]))
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"new text"]

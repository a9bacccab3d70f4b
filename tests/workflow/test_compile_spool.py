from __future__ import annotations

import resource
from pathlib import Path

import pytest

from i18n_tool.errors import OutputError
from i18n_tool.workflow.compile_spool import Spool, pack


def test_values_come_back_by_their_names(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    for number in range(50):
        spool.put(str(number), pack(("pier", number) * number))
    assert [spool.get(str(number)) for number in range(50)] == [("pier", number) * number for number in range(50)]
    assert spool.get("none") is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_grow_is_an_output_error(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.put("a", pack("pier"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OutputError) as caught:
            spool.put("b", bytes(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert str(tmp_path) in str(caught.value)
    assert spool.get("a") == "pier"

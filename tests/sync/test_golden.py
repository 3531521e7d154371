"""Frozen: folders out there hold these bytes. A failure here is a broken format.

Only what is sealed is compared to the bit; how it was compressed is for each zlib to choose.
"""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from smartsupport.storage.op import Op
from smartsupport.sync import ack, body, keys, segment
from smartsupport.sync.ack import Ack
from smartsupport.sync.folder import DiskFolder
from smartsupport.sync.segment import Kind
from tests.stores import WORKSPACE, HeldClock, assert_replays, copied_store
from tests.sync import fuzzing, golden, second_reader
from tests.sync.sides import KEY

LOG_BODY = (
    "000000d09292c40c010101010101010100000001c40c020202020202020200000001c4b0000000000000000000"
    "000000000003e9000102030405060708090a0b0c0d0e0f000000000000000000000000000007d2000000000000"
    "000000000000000003eb000000000000000000000000000003ec000000000000000000000000000007d8000000"
    "000000000000000000000003ed000000000000000000000000000003ee00000000000000000000000000000000"
    "000000000000000000000000000000097676767676767676767676767676767600000063dc00110001c4080101"
    "01010101010101cf000001a0c4506c01000001c001a3616464ab7061727469636970616e740183a46e616d6582"
    "a46b616e61a0a46e616d65a461646431a46e6f746581a46e6f7465a0a570686f6e6581a570686f6e65a08090c0"
    "00000079dc00110101c40802020202020202020101020001c001a66368616e6765ab7061727469636970616e74"
    "0182a46e616d6582a46b616e61a6e382abe3838aa46e616d65ac6368616e676520626f746832a570686f6e6581"
    "a570686f6e65aa3033313233343536373882a46e616d659100a570686f6e65910090c000000056dc00110001c4"
    "0803030303030303030101030001c001a66368616e6765ab7061727469636970616e740181a764656c65746564"
    "81a764656c657465640183a46e616d659101a46e6f74659100a570686f6e65910190c00000004edc00110001c4"
    "0804040404040404040101040001c001a3616464aa636172645f6576656e740181a3726f7784a2617400a4636f"
    "6465a25331a46d6f7665a56973737565a6726561736f6ea08090c000000039dc00110104c40808080808080808"
    "080504050001c001a4766f6964aa636172645f6576656e740181a6766f696465648081a3726f77910390c00000"
    "0060dc001100fdc4080505050505050505fcfd060001c009a3616464ab7061727469636970616e7401c43481a4"
    "6e616d6582a46e616d65a6e5b1b1e794b0a17892cb3ff800000000000081a161c4106969696969696969696969"
    "69696969698090c000000035dc00110001c40806060606060606060101070001c001a66368616e6765ab706172"
    "7469636970616e740181a46e6f746580809108030000003adc00110001c40807070707070707070101090002c0"
    "01a3616464a773657373696f6e0181a576656e756581a876656e75655f6964d4010a8090c0"
)
ACK_BODY = (
    "9703cf000001a0c4506c00a6e58f97e4bb989293c40c7772697465722d3800000001ce00011170c40878787878"
    "7878787893c40c6f746865722d2d380000000203c408000000000000000091c410656565656565656565656565"
    "6565656501c41064646464646464646464646464646464"
)
LOG_FILE = (
    "73736c6f670d0a1a000000b09901a36c6f67c4100f4be35a91f04f6c8a4c3f7b8a3f3c11c4106b6b6b6b6b6b6b"
    "6b6b6b6b6b6b6b6b6bc40c7772697465722d38000000019493c40c010101010101010100000001010193c40c01"
    "0101010101010100000001030793c40c020202020202020200000001020293c40c020202020202020200000001"
    "0808c420000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fc40c00010203040506"
    "0708090a0bcd037cceb86a3f319551f61f3bcd0427530ee3e9fe96a3fda8452e9e3afef4f7f4b69deaab72a61c"
    "620ab6bc842d23d61f26b6128f453bfbf783fb8d21382432362fa0d19fbae3ace7060b8c70941d43e08b8cab12"
    "3a05a03d2a77f41e10b4296c32c759a01575ec158e582d0350ee46745f2ac4b34f5b3b46a03b6304da67aa32aa"
    "1d0744b184f8a44db100bdaa8a6e6410e0c47ed902a3d96a88e3330742b2bb043ad0d7be070bdc6c184ae36596"
    "bf80ae75363a8e9f2176fe89fb0447820921bcb206b6d87718363bdaea5b20f5fb9c660be926ae006c5e2e44a9"
    "200e130698b2f3cf06772f28de1204321cefea39941d92847b1ced4a915e0cf5472c3ffedcd24423f197b84a31"
    "04805f52d64fa23c22feb358c179d2af7655c4bded1d542de9fa455422403b71d4c268594f62e8c6a56937b01c"
    "d7053e5f5c81e5af0f6f37716025843d4ca74bba51b65fc11dbb27d1876b6c44fbd0c9aabd0efdd9293f3ea70a"
    "72ffa77fde917a97e1d96cae6c0c35977f502c08655d31bbda5e763dbfb956c4371d61fd9dc01f65c934bafc36"
    "b85b52557365136873b8c06ba33bacfac6ec1d9552e0ab320e7483ff4f43d243cfd296b46791dbe1ff9e65eeba"
    "b90487c7a1b29352dd90c580f0e20f982b0d655f46082870f3bf7b6f010cd4594523e06e3d4a99c5dd3732aa40"
    "501028075b6e59cdafdcd89196b7"
)
ACK_FILE = (
    "73736c6f670d0a1a0000006a9901a361636bc4100f4be35a91f04f6c8a4c3f7b8a3f3c11c4106b6b6b6b6b6b6b"
    "6b6b6b6b6b6b6b6b6bc40c7772697465722d380000000190c420000102030405060708090a0b0c0d0e0f101112"
    "131415161718191a1b1c1d1e1fc40c000102030405060708090a0b71ceb88ca3764513377a264bbfb2d68adb11"
    "d7e98283089adaaf1476e982c4aed83fa9e5e6f80dae924e456b198da332b669d6c3d447b3c04b3e30f8c04a60"
    "b2c7649304f37974aee943ae58da6bced330fc69a93cc5c78b2127b9352e8bf866aea2cb0aa13504f1b70495a9"
    "72277f5256aaf73a5a4c776a5ba0006f0341d972"
)


def sealed(kind: Kind, plain: bytes) -> bytes:
    return segment.seal(
        kind,
        plain,
        workspace=fuzzing.WORKSPACE,
        writer=fuzzing.WRITER,
        key=fuzzing.KEY,
        ranges=segment.ranges_of(fuzzing.sample_ops()) if kind is Kind.LOG else (),
        random=lambda length: bytes(range(length)),
    )


@pytest.mark.parametrize(
    ("kind", "plain", "body_hex", "file_hex"),
    [
        (Kind.LOG, body.encode(fuzzing.sample_ops()), LOG_BODY, LOG_FILE),
        (Kind.ACK, ack.encode(fuzzing.sample_ack()), ACK_BODY, ACK_FILE),
    ],
    ids=["log", "ack"],
)
def test_golden_bytes_of_a_file(kind: Kind, plain: bytes, body_hex: str, file_hex: str) -> None:
    frozen = bytes.fromhex(file_hex)
    assert plain.hex() == body_hex
    opened = segment.open_file(frozen, fuzzing.WORKSPACE, {fuzzing.KEY.id: fuzzing.KEY.secret})
    assert opened.body == plain
    written = sealed(kind, plain)
    start = written.index(opened.header.nonce) + len(opened.header.nonce) + 2
    assert written[:start] == frozen[:start]


def test_golden_bytes_mean_what_they_meant() -> None:
    assert body.decode(bytes.fromhex(LOG_BODY)) == fuzzing.sample_ops()
    assert ack.decode(bytes.fromhex(ACK_BODY)) == fuzzing.sample_ack()


def test_a_folder_of_the_first_version_is_read(tmp_path: Path) -> None:
    shutil.copytree(golden.FOLDER, tmp_path / "shared")
    expected = json.loads(golden.EXPECTED.read_text())
    store = copied_store(tmp_path / "laptop", HeldClock())
    try:
        report = golden.laptop(store, HeldClock(), tmp_path / "shared", 4).round()
        assert (report.new, report.arriving, report.waiting) == (expected["count"], 2, 2)
        assert report.diverged == ()
        found = golden.told(store)
        assert_replays(store)
    finally:
        store.close()
    if found["schema"] != expected["schema"]:  # the tables have more columns by now
        expected |= {name: found[name] for name in ("schema", "digest")}
    assert found == expected


def test_a_reader_made_from_the_document_alone_reads_the_same() -> None:
    keys = {KEY.id: KEY.secret}
    log: dict[bytes, list[object]] = {}
    theirs: dict[bytes, Op] = {}
    acks = 0
    for one in DiskFolder(golden.FOLDER).list():
        whole = (golden.FOLDER / one.path).read_bytes()
        try:
            kind, writer, plain = second_reader.unseal(whole, WORKSPACE.bytes, keys)
        except second_reader.NotHere:
            continue
        opened = segment.open_file(whole, WORKSPACE.bytes, keys)
        assert (kind, writer, plain) == (opened.header.kind, opened.header.writer, opened.body)
        if kind == "ack":
            acks += 1
            assert msgspec.convert(msgspec.msgpack.decode(plain), Ack) == ack.decode(plain)
        else:
            log |= {fields[0]: fields for fields in second_reader.ops(plain)}
            theirs |= {op.id: op for op in segment.ops_of(opened)}
    assert acks == 3
    assert {id: list(msgspec.structs.astuple(op)) for id, op in theirs.items()} == log
    assert len(log) == json.loads(golden.EXPECTED.read_text())["count"]


def test_a_key_of_the_first_version_is_read_by_both_readers() -> None:
    folder = DiskFolder(golden.FOLDER)
    found = keys.read(folder, folder.list())
    assert keys.opened(found, WORKSPACE.bytes, fuzzing.PRIVATE, ()) == [KEY]
    (path,) = golden.FOLDER.glob("keys/*")
    theirs = second_reader.key(path.read_bytes(), WORKSPACE.bytes, fuzzing.PRIVATE)
    assert theirs == (KEY.epoch, KEY.id, KEY.secret)


def test_a_reader_made_from_the_document_alone_reads_every_shape() -> None:
    ops = fuzzing.sample_ops()
    assert second_reader.ops(body.encode(ops)) == [list(msgspec.structs.astuple(op)) for op in ops]

"""One word per thing: what the screen says is what the scheme and the glossary say."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

# Words of the machinery, which no reader should have to learn.
NEVER_SHOWN = ("repack", "replica", "segment", "vault", "op", "ops", "sync conflict", "workspace")
NEVER_SHOWN_IN_JAPANESE = (
    "リパック",
    "レプリカ",
    "セグメント",
    "ボールト",
    "同期の競合",
    "同期競合",
    "コンフリクト",
    "ワークスペース",
)

# A second word for the same thing, and the word that was chosen.
ENGLISH = {
    r"volunteers?": "supporter",
    r"attendees?": "participant",
    r"no-shows?": "absent (no word)",
    r"to-?dos?": "task",
}
JAPANESE = {
    "ボランティア": "サポーター",
    "支援員": "サポーター",
    "利用者": "参加者",
    "来場者": "参加者",
    "受講者": "参加者",
    "同伴者": "付き添い",
    "チェックイン": "受付 / 活動開始",
    "チェックアウト": "退出 / 活動終了",
    "イベント(?!一覧)": "開催回",
    "アサイン": "配置",
    "(?<![ァ-ヴー])ロール(?![ァ-ヴー])": "役割",
    "キャンセル待ち": "補欠",
    "無断欠席": "欠席 (連絡なし)",
    "ノーショー": "欠席 (連絡なし)",
    "修了書": "修了証",
    "登録カード": "受付カード",
    "名札カード": "受付カード",
    "デバイス": "貸出端末",
    "月締め": "月次確定",
    "締め処理": "月次確定",
    "相談ログ": "相談記録",
    "タスク": "要対応",
    "リカバリー": "回復キー用紙",
    "復旧キー": "回復キー用紙",
    "キオスク": "セルフ受付",
    "会計年度": "年度",
}


@pytest.fixture(scope="module")
def english(root: Path) -> list[str]:
    """Every text the program can show, as written in its source."""
    found = extract_from_dir(root / "smartsupport", method_map=[("**.py", "python")])
    return [text for _, _, message, _, _ in found for text in _forms(message)]


def test_english_texts_use_the_words_chosen(english: list[str]) -> None:
    banned = [*NEVER_SHOWN, *ENGLISH]

    found = _uses(english, [rf"(?i)\b{word}\b" for word in banned])

    assert not found, "\n".join(found)


def test_japanese_texts_use_the_words_chosen(japanese: Catalog) -> None:
    banned = [rf"(?i)\b{word}\b" for word in NEVER_SHOWN]
    banned += [*NEVER_SHOWN_IN_JAPANESE, *JAPANESE]
    texts = [text for message in japanese if message.id for text in _forms(message.string)]

    found = _uses(texts, banned)

    assert not found, "\n".join(found)


def _uses(texts: list[str], banned: list[str]) -> list[str]:
    """The texts that use a banned word; a named field in braces is not a word on the screen."""
    shown = [(text, re.sub(r"\{[^}]*\}", "", text)) for text in texts]
    return [
        f"{pattern}: {text}"
        for text, words in shown
        for pattern in banned
        if re.search(pattern, words)
    ]


def _forms(text: str | Sequence[str | None] | None) -> list[str]:
    """One text, or its singular and plural, without what is empty."""
    return [form for form in ([text] if isinstance(text, str) else text or ()) if form]

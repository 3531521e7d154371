"""The words offices write for kinds, strengths, ages and phones, and what each stands for."""

import re

from smartsupport.domain.participant import AgeBand, PhoneType
from smartsupport.domain.supporter import Role, SchemeStatus, Standing, SupporterKind
from smartsupport.domain.text import folded
from smartsupport.sheets.grid import Cell, shown
from smartsupport.sheets.values import Value, choice, plain

_KINDS = {
    SupporterKind.METROPOLITAN: (
        "都サポーター", "都", "東京都", "都登録", "TOKYOスマホサポーター", "東京スマホサポーター",
    ),
    SupporterKind.MUNICIPAL: (
        "区市独自", "区独自", "市独自", "町独自", "村独自", "独自", "区サポーター", "市サポーター",
        "区民", "市民", "区", "市",
    ),
    SupporterKind.STUDENT: ("学生", "大学生", "高校生", "生徒"),
    SupporterKind.ORGANISATION: ("NPO・団体", "NPO", "団体", "法人", "NPO法人", "企業"),
    SupporterKind.STAFF: ("職員", "社協職員", "区職員", "市職員", "スタッフ"),
    SupporterKind.OTHER: ("その他", "他", "ボランティア"),
}  # fmt: skip
_SCHEME = {
    SchemeStatus.CONFIRMED: (
        "確認済", "確認済み", "済", "登録済", "登録済み", "登録あり", "あり", "有", "○", "〇",
        "◯",
    ),
    SchemeStatus.UNCONFIRMED: ("未確認", "不明", "申請中", "仮登録", "手続中", "△", "?"),
    SchemeStatus.NONE: ("登録なし", "なし", "無", "未登録", "×", "✕"),
}  # fmt: skip
_STANDING = {
    Standing.ACTIVE: ("活動中", "活動", "可", "在籍", "登録中"),
    Standing.PAUSED: ("休止", "休止中", "休会", "お休み"),
    Standing.LEFT: ("退会", "終了", "辞退", "退任"),
}
_ROLES = {
    Role.ADVISER: ("相談員", "相談"),
    Role.ASSISTANT: ("アシスタント", "補助", "サポート"),
    Role.LECTURER: ("講師",),
    Role.RECEPTION: ("受付", "受付係"),
}
_STRENGTHS = {
    "iphone": ("iphone", "アイフォン", "アイフォーン", "ios", "ipad"),
    "android": ("android", "アンドロイド"),
    "sign_language": ("手話",),
    "visual_support": ("視覚障害者支援", "視覚支援", "視覚障害", "音声読み上げ", "読み上げ"),
    "english": ("英語",),
    "chinese": ("中国語",),
    "korean": ("韓国語", "朝鮮語", "ハングル"),
}
_PHONES = {
    PhoneType.IPHONE: ("iphone", "アイフォン", "アイフォーン", "ios", "apple"),
    PhoneType.ANDROID: (
        "android", "アンドロイド", "galaxy", "xperia", "aquos", "pixel", "arrows", "oppo",
        "スマホ(android)",
    ),
    PhoneType.SENIOR: ("らくらく", "かんたんスマホ", "シンプルスマホ", "シニア", "basio"),
    PhoneType.FEATURE_PHONE: (
        "ガラケー", "ガラホ", "フィーチャーフォン", "二つ折り", "携帯電話(スマホ以外)",
    ),
    PhoneType.NONE: (
        "持っていない", "持っていません", "未所有", "所持なし", "なし", "無", "ない",
        "ありません",
    ),
    PhoneType.UNKNOWN: ("わからない", "不明", "未定", "未回答"),
}  # fmt: skip

kind = choice({w: k for k, words in _KINDS.items() for w in words}, "kind_not_known")
standing = choice({w: k for k, words in _STANDING.items() for w in words}, "standing_not_known")
scheme_word = choice({w: k for k, words in _SCHEME.items() for w in words}, "scheme_not_readable")
role = choice({w: k for k, words in _ROLES.items() for w in words}, "role_not_known")


def strength(word: str) -> str:
    """The code of one strength (手話 → sign_language), or "" for a word outside the list."""
    typed = folded(word)
    return next(
        (code for code, words in _STRENGTHS.items() if any(folded(w) in typed for w in words)), ""
    )


def phone_type(cell: Cell) -> Value[PhoneType]:
    """機種, by the words anywhere in the cell; a model nobody listed is reported."""
    typed = folded(shown(cell))
    if not typed:
        return Value()
    for found, words in _PHONES.items():
        exact = found in (PhoneType.NONE, PhoneType.UNKNOWN)
        if any(typed == folded(w) if exact else folded(w) in typed for w in words):
            return Value(value=found)
    return Value(problem="phone_type_not_known")


_BANDS = (
    (60, AgeBand.UNDER_60),
    (65, AgeBand.FROM_60),
    (70, AgeBand.FROM_65),
    (75, AgeBand.FROM_70),
    (80, AgeBand.FROM_75),
    (85, AgeBand.FROM_80),
    (121, AgeBand.FROM_85),
)
_DECADES = {60: AgeBand.DECADE_60, 70: AgeBand.DECADE_70, 80: AgeBand.DECADE_80}
_DECADE = re.compile(r"(\d{2,3})歳?代")
_AGE = re.compile(r"(?:満)?(\d{1,3})(?:歳|才)?")
_SPAN = re.compile(r"(\d{2})歳?[~〜\-―–ー](\d{2})歳?")
_OPEN = re.compile(r"(\d{2})歳?(以上|[~〜]|未満|以下)|[~〜](\d{2})歳?")


def age_band(cell: Cell) -> Value[AgeBand]:
    """An age, a decade or a band; 60代 stays 60代, for 65歳以上 must stay exact.

    Problems: age_not_readable, also for a date of birth: it is not collected.
    """
    typed = plain(cell).replace(" ", "")
    if not typed:
        return Value()
    if typed in ("未回答", "不明", "無回答", "わからない", "-"):
        return Value(value=AgeBand.UNKNOWN)
    if found := _DECADE.fullmatch(typed):
        decade = int(found[1])
        return Value(
            value=AgeBand.UNDER_60 if decade < 60 else _DECADES.get(decade, AgeBand.DECADE_90)
        )
    if (found := _AGE.fullmatch(typed)) and int(found[1]) <= 120:
        return Value(value=next(band for limit, band in _BANDS if int(found[1]) < limit))
    if found := _SPAN.fullmatch(typed):
        return _from_span(int(found[1]), int(found[2]))
    if found := _OPEN.fullmatch(typed):
        return _from_open(found)
    return Value(problem="age_not_readable")


def _from_span(low: int, high: int) -> Value[AgeBand]:
    first, last = (next((b for limit, b in _BANDS if age < limit), None) for age in (low, high))
    if first is last and first is not None:
        return Value(value=first)
    if low in _DECADES and high == low + 9:
        return Value(value=_DECADES[low])
    return Value(problem="age_not_readable")


def _from_open(found: re.Match[str]) -> Value[AgeBand]:
    age = int(found[1] or found[3])
    if found[2] in ("以上", "~", "〜") and age >= 85:
        return Value(value=AgeBand.DECADE_90 if age >= 90 else AgeBand.FROM_85)
    if (found[2] == "未満" and age <= 60) or (found[2] in ("以下", None) and age <= 59):
        return Value(value=AgeBand.UNDER_60)
    return Value(problem="age_not_readable")

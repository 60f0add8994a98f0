"""The regular expressions of Japanese dates, from the words of lexicon/dates_ja.toml.

`START` finds where an expression begins and reads it, unless it is a chain from the year down to
the hour: that is read by `CHAIN`, of which any link may be missing.
"""

from __future__ import annotations

import re
from typing import Any

from bot.analysis.lexicon import load

LEXICON: dict[str, dict[str, Any]] = load("dates_ja")
SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
DIGITS = str.maketrans("０１２３４５６７８９〇一二三四五六七八九元", "01234567890123456789" + "1")
FUTURE = re.compile("|".join(map(re.escape, LEXICON["future"]["words"])))
DONE = re.compile(rf"[^。]{{0,40}}?(?:た|んだ|いだ)(?:{'|'.join(LEXICON['done']['words'])})")
"""The rest of a clause that is over: 7日の雨で橋が壊れたが."""
RATIO = re.compile("(?:同[月期]|同四半期)?比")
"""Behind a date that is only compared with: 前年同月比."""
OVER = re.compile("た[。」]")
JOINED = re.compile(r"(?:から|と|や|、|・|及び|および|[〜～~－-])")
ANCHORED = frozenset(LEXICON["anchored"]["words"])


def _any(table: str) -> str:
    """One of the words of a table, the longest first."""
    return "|".join(sorted(LEXICON[table], key=len, reverse=True))


NO_DIGIT = "(?<![0-9０-９,，.．])"
N = "[0-9０-９]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
MANY = "[0-9０-９]{1,4}|[一二三四五六七八九十]{1,3}|数|半"
Y4 = "[12１２][0-9０-９]{3}"
# Early, middle and late: kept in the phrase, where an event's decade is narrowed by them.
STAGE = "(?:前半|半ば|後半|初頭|末)?"
YEAR = (
    rf"(?:(?P<era>{_any('eras')})(?P<era_year>{N}|元)年|(?P<year>{Y4})年"
    rf"|(?P<short_year>[0-9０-９]{{2}})年(?=(?:{N})月)"
    rf"|(?P<some_year>{_any('years')}|同年))末?"
)
MONTH = (
    rf"(?:(?P<month>{N})月|(?P<some_month>{_any('months')}|同月))"
    "(?:上旬|中旬|下旬|初旬|初め|初頭|前半|半ば|後半|末)?"
)
# three days, once a day, for the third day, ten days' worth
NOT_A_DAY = (
    "[間前後本]|分(?!か)|目(?![撃指])|[0-9０-９]+[回度件]|当たり|あたり|以上|以内|ぶり|連続|続け"
)
BETWEEN = "[〜～~・、－-]"
DAY = (
    rf"(?:(?:(?P<first_day>{N}){BETWEEN}(?=(?:{N})日))?(?P<next>翌)?(?P<day>{N})日(?!{NOT_A_DAY})"
    rf"|(?P<some_day>{_any('days')}|同日))"
)
HOUR = (
    rf"(?:(?P<half>午前|午後)?(?P<hour>{N})時(?!間)(?:(?P<minute>{N})分|(?P<past>半))?"
    rf"|(?P<noon>正午)|(?P<day_part>{_any('day_parts')}))"
)
OF_IT = rf"の|は、?(?=(?:{N})(?:月|日(?!{NOT_A_DAY})))"  # 今年は4月5日まで
CHAIN = re.compile(
    rf"(?:{YEAR}(?:{OF_IT})?)?(?:{MONTH}の?)?(?:{DAY}"
    rf"(?:の|[(（](?P<weekday>[月火水木金土日])[)）])?)?{HOUR}?"
)
START = re.compile(
    rf"(?P<decade>[12１２]?[0-9０-９]?[0-9０-９][0０])年代{STAGE}"
    rf"|(?P<century>[0-9０-９]{{1,2}})世紀{STAGE}"
    rf"|(?P<fiscal>{Y4}年|{NO_DIGIT}[0-9０-９]{{2}}年|昨年|今年|来年)度"
    rf"|(?P<months_year>{Y4}年|{_any('years')})?{NO_DIGIT}(?P<first_month>{N})[〜～~－-](?P<last_month>{N})月(?:期|(?!{N}日))"
    rf"|(?<![0-9０-９一二三四五六七八九十数カか箇ヶヵ])(?P<within>[年月])内(?!外)"
    rf"|(?P<span>{Y4}[〜～~-][0-9０-９]{{2,4}})年"
    rf"|(?P<quarter_year>{Y4})年の?(?:第(?P<quarter>[1-4１-４一二三四])四半期|(?P<half_year>[上下])半期)"
    rf"|(?P<season_year>{Y4}年|{_any('years')}|[今昨来])の?(?P<season>[春夏秋冬])(?![季分])"
    rf"|(?P<count>{MANY})(?P<unit>{_any('units')})(?P<way>間?前|間?後|間|ぶり|以上)"
    rf"|(?P<lasting>{MANY})(?P<length>週間|時間)"
    rf"|(?P<week>{_any('weeks')})(?:の?(?P<week_day>{_any('weekdays')})日?|(?P<week_end>末))?"
    rf"|(?P<weekend>週末)|毎週の?(?P<every>{_any('weekdays')})日?"
    rf"|(?P<weekday>{_any('weekdays')})日?"
    rf"|(?P<part>{_any('parts')})|(?P<year_end>年末)|(?P<new_year>元日|元旦)"
    rf"|(?P<set>{_any('sets')})|(?P<reference>{_any('references')})"
    rf"|(?P<chain>(?={_any('eras')}|{_any('years')}|{_any('months')}|{_any('days')}"
    rf"|同[年月日]|午[前後](?:{N})時|正午|{NO_DIGIT}(?:{N})(?:{BETWEEN}(?:{N})日|[月日時])"
    rf"|翌(?:{N})日|{NO_DIGIT}[0-9０-９]{{2}}年(?:{N})月|{Y4}年))"
)

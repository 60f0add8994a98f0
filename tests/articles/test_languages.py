"""Languages by their script."""

import pytest

from bot.articles.languages import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor opened the bridge.", "en"),
        ("Le maire a inauguré le pont à Évreux.", "en"),
        ("知事は四日、港に架かる新しい橋を視察した。", "ja"),
        ("市長週一為大橋揭幕。", "zh"),
        ("시장이 다리를 열었다.", "ko"),
        ("Мэр открыл мост.", "ru"),
        ("The mayor met 石破茂 in the town hall.", "en"),
        ("", "en"),
    ],
)
def test_language_of(text: str, language: str) -> None:
    assert language_of(text) == language

"""The few names in a table tell its encoding: tables as people in many countries write them."""

from __future__ import annotations

import pytest

from playground.data import Raw
from playground.data.reading.encoding import encoding_of

TABLES = [
    ("cp1251", "рост;вес;пол\n1,5;2;жен\n3;4;муж\n"),
    ("cp1251", "имя;b\n1;2\n"),
    ("cp1251", "цена,b\n1,2.5\n"),
    ("cp1251", "x,y,класс\n1,2,да\n3,4,нет\n"),
    ("koi8-r", "рост;вес;пол\n1,5;2;жен\n3;4;муж\n"),
    ("koi8-r", "имя;возраст;класс\n"),
    ("cp1252", "Größe;Preis;Art\n1,5;2;schön\n"),
    ("cp1252", "é,b\n1,2.5\n"),
    ("cp1252", "Größe,Preis in €\n1,2.5\n"),
    ("cp1252", "prénom;taille;élève\n1;2;à côté\n"),
    ("cp1252", "Größe;Maß;süß\n"),
    ("cp1252", "año;niño\n1;señal\n"),
    ("cp1252", "temp °C;größe\n1;2\n"),
    ("cp1252", "time;temp [°C];light\n1;2;3\n"),
    ("cp1252", "°F,y\n1,2\n"),
    ("cp1252", "højde;vægt;køn\n1;2;mand\n"),
    ("cp1250", "źle;łódź;wyższy\n1;2;3\n"),
    ("cp1250", "výška;váha;pohlaví\n1;2;žena\n3;4;muž\n"),
    ("cp1253", "ύψος;βάρος;φύλο\n1;2;άνδρας\n"),
    ("cp1254", "yaş;kilo;türü\n1;2;kadın\n"),
    ("mac-roman", "Größe;Preis;Art\n1,5;2;schön\n"),
    ("mac-roman", "prénom;taille;élève\n1;2;à côté\n"),
    ("cp932", "身長,体重,性別\n1,2,男\n3,4,女\n"),
    ("cp932", "クラス,値\nあ,1\nい,2\n"),
    ("gb18030", "身高,体重,性别\n1,2,男\n3,4,女\n"),
    ("big5", "身高,體重,性別\n1,2,男\n"),
    ("cp949", "키,몸무게,성별\n1,2,남\n"),
]


@pytest.mark.parametrize("times", [1, 20])
@pytest.mark.parametrize(("encoding", "text"), TABLES)
def test_the_encoding_is_found(encoding: str, text: str, times: int) -> None:
    data = (text * times).encode(encoding)
    found = encoding_of(Raw("my.csv", data), None)
    assert data.decode(found) == text * times


def test_what_makes_no_word_in_any_alphabet_is_still_read() -> None:
    assert encoding_of(Raw("my.csv", b"\xa6\xa8,b\n1,2\n"), None)

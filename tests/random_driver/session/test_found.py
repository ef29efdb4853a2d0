"""Lists of acts that once failed, as the random driver of the session has printed them."""

from __future__ import annotations

import json

import pytest

from tests.random_driver.session.tour import follow

FOUND = {
    "a run is taken up again with the rows of another": """
{"act": "begin", "ahead": true, "step": 0.001}
{"act": "play"}
{"act": "frames", "count": 5}
{"act": "choose_data", "source": "gauss"}
{"act": "start_new"}
{"act": "undo"}
{"act": "rest"}
""",
    "another network begins before the first place that is played is found": """
{"act": "begin", "ahead": false, "step": 0.0001}
{"act": "play"}
{"act": "frames", "count": 1}
{"act": "play_the_past", "direction": 1}
{"act": "frames", "count": 1}
{"act": "use_defaults"}
""",
    "good weights from before some rows were deleted are restored": """
{"act": "paste_table", "text": "a,b,c,price\\n1,2,3,10\\n2,3,4,20\\n3,4,5,31\\n"}
{"act": "play"}
{"act": "change_setting", "setting": "learning_rate", "value": 154, "merge": true}
{"act": "rest"}
{"act": "delete", "rows": [411, 243]}
{"act": "rest"}
{"act": "open_backprop", "stride": "row", "pick": false}
{"act": "carry_out_the_offer"}
""",
}


@pytest.mark.parametrize("name", FOUND)
def test_it_fails_no_more(name: str) -> None:
    fault = follow(json.loads(line) for line in FOUND[name].strip().splitlines()).fault
    assert fault is None, str(fault)

# attack: metadata nested 100,000 levels deep
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: nested too deeply
import json


def make(folder, notebook):
    text = json.dumps(notebook)
    deep = '{"a":' * 100_000 + "1" + "}" * 100_000
    (folder / "1_welcome.ipynb").write_text('{"deep": ' + deep + ", " + text[1:])

# attack: displays outputs whose types, names and contents are not what a notebook may hold
# expected: describe 3 of 3, first_axis 1 of 1
# cell: before describe
from IPython.display import display

display({"text/html": {"a": 1}, "image/png": 5, "text/plain": None, "no type": [[]], "": "", "a/b": "c"}, raw=True)
display({"image/png": "not base64 \ud800", "application/json": float("nan"), "text/latex": ["a", 7]}, raw=True)
display({"text/plain": "x"}, raw=True, metadata={"text/plain": {"a": [1, {"b": None}]}})

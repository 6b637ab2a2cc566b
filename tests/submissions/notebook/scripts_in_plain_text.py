# attack: prints, raises and returns scripts, and codes for a terminal that become markup
# expected: describe 0 of 3, first_axis 0 of 1
# says: .
# cell: first_axis
first_axis = "<script>workbook_" + "escape()</script>"
# cell: describe
name = "workbook_" + "escape()"
script = f"<script>{name}</script><img src=x onerror={name}>"
print(script)
print(f"\x1b[31m{script}\x1b]8;;javascript:{name}\x07look\x1b]8;;\x07\x1b[0m")
evil = type(script, (Exception,), {})


def describe(image):
    print(script)
    raise evil(script)

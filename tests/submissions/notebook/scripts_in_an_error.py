# attack: an error whose name and text are markup, in a cell of its own
# expected: describe 3 of 3, first_axis 1 of 1
# cell: before describe
name = "workbook_" + "escape()"
script = f"</pre><script>{name}</script><img src=x onerror={name}>"
raise type(script, (Exception,), {"_render_traceback_": lambda self: [script]})(script)

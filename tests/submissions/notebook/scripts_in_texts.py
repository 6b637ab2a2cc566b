# attack: scripts in the notebook's own texts, its title, its pictures and its metadata
# expected: describe 3 of 3, first_axis 1 of 1
import nbformat


def make(folder, notebook):
    script = "<script>workbook_escape()</script><img src=x onerror=workbook_escape()>"
    link = "[look](javascript:workbook_escape()) <a href='javascript:workbook_escape()'>look</a>"
    reference = "[look][1]\n\n[1]: javascript:workbook_escape()\n\n<javascript:workbook_escape()>"
    disguised = "[x](JaVaScRiPt:workbook_escape()) [y](&#106;avascript:workbook_escape()) [z](data:text/html,<b>)"
    broken = f"<a href=`x`onmouseover=workbook_escape()>x</a>\n\n```html\n</code></pre>{script}\n```"
    for text in (script, link, reference, disguised, broken, f"$$ </script>{script} $$"):
        notebook.cells.append(nbformat.v4.new_markdown_cell(text))
        notebook.cells.append(nbformat.v4.new_raw_cell(text, metadata={"raw_mimetype": "text/html"}))
    notebook.cells[-2].attachments = {f'"{script}': {"image/svg+xml": script, "text/html": script}}
    notebook.cells[0].source += script
    notebook.metadata.title = notebook.metadata.authors = script
    notebook.metadata.language_info = {"name": script, "pygments_lexer": script, "mimetype": script}
    notebook.metadata.widgets = {"application/vnd.jupyter.widget-state+json": {"state": script}}
    for cell in notebook.cells:
        cell.metadata.tags, cell.metadata.name = [script, '" onload="workbook_escape()'], script
    write(folder, notebook)

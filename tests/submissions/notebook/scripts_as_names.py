# attack: returns a dict whose keys and values are markup, which the card shows
# expected: describe 0 of 3, first_axis 1 of 1
# says: .
name = "workbook_" + "escape()"
script = f'"\'><script>{name}</script><img src=x onerror={name}>'


def describe(image):
    return {script: script, "height": script, "width": script, "channels": script, "dtype": script, "low": script}


describe.__name__ = describe.__qualname__ = script

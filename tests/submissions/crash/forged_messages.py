# attack: sends the grader messages of unknown kinds, with parts missing, wrong and of odd types
# expected: describe 0 or 3 of 3, first_axis 1 of 1
# says: .
kernel = get_ipython().kernel
parent = kernel.get_parent()
kinds = ("stream", "display_data", "error", "execute_result", "status", "update_display_data", "clear_output", "x")
for kind in kinds:
    for content in ({}, {"name": 5, "text": None}, {"data": "text", "metadata": []}, {"traceback": 7}, {"transient": 3}):
        kernel.session.send(kernel.iopub_socket, kind, content, parent=parent)
exec(RIGHT_ANSWER)

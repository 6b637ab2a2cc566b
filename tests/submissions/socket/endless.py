# attack: never stops sending, in frames that look right
# expected: describe 0 of 3, first_axis 1 of 1
# says: bad answer
import os
import socket
import struct


def check(exercise_id, answer):
    with socket.socket(socket.AF_UNIX) as examiner:
        examiner.connect(os.environ["WORKBOOK_EXAMINER"])
        text = b'{"hello": "welcome/describe", "buffers": []}'
        while True:
            examiner.sendall(struct.pack(">I", len(text)) + text)

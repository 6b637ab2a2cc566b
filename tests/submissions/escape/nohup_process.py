# attack: starts a program that ignores hanging up, with its output elsewhere
# expected: describe 3 of 3, first_axis 1 of 1
import subprocess

command = "nohup sh -c 'sleep 600' workbook-escape-nohup >/dev/null 2>&1 &"
subprocess.Popen(command, shell=True, start_new_session=True)
exec(RIGHT_ANSWER)

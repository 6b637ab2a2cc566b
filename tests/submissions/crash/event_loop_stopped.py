# attack: stops and closes the kernel's event loop
# expected: describe 0 or 3 of 3, first_axis 1 of 1
# says: kernel died|time limit|did not reach
import asyncio

exec(RIGHT_ANSWER)
loop = asyncio.get_event_loop()
loop.call_soon(loop.stop)

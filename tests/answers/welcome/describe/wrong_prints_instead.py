# outcome: failed
# message: `describe` printed 3 lines
def describe(image):
    print({"height": image.shape[0]})

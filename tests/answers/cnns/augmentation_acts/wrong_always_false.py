# outcome: failed
# message: Your test blamed a good pipeline
# parts: 0 of 4
def augmentation_acts(pipeline, images, labels):
    return False

# outcome: failed
# message: This got through your test
# parts: 1 of 4

def augmentation_acts(pipeline, images, labels):
    return True

parameter_sharing = " A"

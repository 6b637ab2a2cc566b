# outcome: failed
# message: NaN
# parts: 2 of 3
import numpy as np

def gradient_check(loss, gradient, x):
    h=1e-5
    n=np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        u=x.copy();d=x.copy();u[i]+=h;d[i]-=h
        n[i]=(loss(u)-loss(d))/(2*h)
    a=np.nan_to_num(gradient(x))
    return bool(np.linalg.norm(a-n)<=1e-7*(np.linalg.norm(a)+np.linalg.norm(n)))

# outcome: failed
# message: where some numbers of x are 0
# parts: 2 of 3
import numpy as np

def gradient_check(loss, gradient, x):
    h=1e-5
    n=np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        s=h*abs(x[i]);u=x.copy();d=x.copy();u[i]+=s;d[i]-=s
        n[i]=(loss(u)-loss(d))/(2*s)
    a=gradient(x)
    return bool(np.linalg.norm(a-n)<=1e-7*(np.linalg.norm(a)+np.linalg.norm(n)))

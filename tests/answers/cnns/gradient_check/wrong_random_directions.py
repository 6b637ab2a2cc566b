# outcome: failed
# message: moves several numbers of x at a time
# parts: 0 of 3
import numpy as np

def gradient_check(loss, gradient, x):
    rng=np.random.default_rng(0); h=1e-5; a=gradient(x); A=[];N=[]
    for _ in range(20):
        v=rng.normal(size=x.shape)
        A.append((a*v).sum()); N.append((loss(x+h*v)-loss(x-h*v))/(2*h))
    A,N=np.array(A),np.array(N)
    return bool(np.linalg.norm(A-N)<=1e-7*(np.linalg.norm(A)+np.linalg.norm(N)))

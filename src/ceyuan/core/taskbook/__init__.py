"""The task book (任务书) as data: what it must hold, what two versions differ in, what may be paid and when it is fulfilled."""

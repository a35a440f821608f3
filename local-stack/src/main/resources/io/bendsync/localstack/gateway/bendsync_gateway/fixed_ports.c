/*
 * Gives the engine's meta services the ports of a fixed row instead of any free ones.
 *
 * The embedded engine asks the system for free ports (bind to 127.0.0.1, port 0) and names the
 * folders of its metadata after them, so that after a plain restart it looks into new, empty
 * folders and its catalogue is gone. With this library preloaded (LD_PRELOAD) the gateway can fix
 * those ports just while the engine starts:
 *
 *     bendsync_fix_ports(base, count);   the next `count` such binds get base, base + 1, ...
 *     ... the engine starts ...
 *     bendsync_free_ports();             from here on bind() is bind() again; says how many it gave
 *
 * Only TCP over IPv4, only the loopback address, only port 0: every other bind passes untouched.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/socket.h>

typedef int (*bind_function)(int, const struct sockaddr *, socklen_t);

static atomic_int first_port;
static atomic_int row_length; /* 0: nothing is fixed */
static atomic_int given;

void bendsync_fix_ports(int base, int count) {
    atomic_store(&given, 0);
    atomic_store(&first_port, base);
    atomic_store(&row_length, count);
}

int bendsync_free_ports(void) {
    int length = atomic_exchange(&row_length, 0);
    int asked = atomic_load(&given);
    return asked < length ? asked : length;
}

static int asks_for_any_port(int fd, const struct sockaddr *address, socklen_t length) {
    if (address == NULL || length < sizeof(struct sockaddr_in) || address->sa_family != AF_INET)
        return 0;
    const struct sockaddr_in *wanted = (const struct sockaddr_in *) address;
    if (wanted->sin_port != 0 || wanted->sin_addr.s_addr != htonl(INADDR_LOOPBACK)) return 0;
    int kind = 0;
    socklen_t size = sizeof kind;
    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &kind, &size) == 0 && kind == SOCK_STREAM;
}

int bind(int fd, const struct sockaddr *address, socklen_t length) {
    static _Atomic(bind_function) next;
    bind_function real = atomic_load(&next);
    if (real == NULL) {
        void *found = dlsym(RTLD_NEXT, "bind");
        if (found == NULL) {
            errno = ENOSYS;
            return -1;
        }
        memcpy(&real, &found, sizeof real);
        atomic_store(&next, real);
    }
    int count = atomic_load(&row_length);
    if (count > 0 && asks_for_any_port(fd, address, length)) {
        int index = atomic_fetch_add(&given, 1);
        if (index < count) {
            struct sockaddr_in fixed;
            memcpy(&fixed, address, sizeof fixed);
            fixed.sin_port = htons((unsigned short) (atomic_load(&first_port) + index));
            return real(fd, (const struct sockaddr *) &fixed, sizeof fixed);
        }
    }
    return real(fd, address, length);
}

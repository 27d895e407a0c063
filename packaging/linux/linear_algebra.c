/* What Debian's BLAS and LAPACK lack: quick inner products, and the little that they want of Fortran's library.
   A wrong argument is told by the result; Fortran would end the program.  numpy gives forward steps alone. */

#include <stdint.h>
#include <string.h>

void xerbla_(void) {}
void cblas_xerbla(void) {}

#define INNER_PRODUCT(name, number)                                                                                          \
    __attribute__((target_clones("avx2", "default"), optimize("O3,associative-math,no-signed-zeros,no-trapping-math")))      \
    static number name##_of_neighbours(int64_t n, const number *x, const number *y)                                          \
    {                                                                                                                        \
        number sum = 0;                                                                                                      \
        for (int64_t i = 0; i < n; i++)                                                                                      \
            sum += x[i] * y[i];                                                                                              \
        return sum;                                                                                                          \
    }                                                                                                                        \
                                                                                                                             \
    number name(int64_t n, const number *x, int64_t x_step, const number *y, int64_t y_step)                                 \
    {                                                                                                                        \
        if (x_step == 1 && y_step == 1)                                                                                      \
            return name##_of_neighbours(n, x, y);                                                                            \
        number sum = 0;                                                                                                      \
        for (int64_t i = 0; i < n; i++)                                                                                      \
            sum += x[i * x_step] * y[i * y_step];                                                                            \
        return sum;                                                                                                          \
    }

INNER_PRODUCT(cblas_ddot, double)
INNER_PRODUCT(cblas_sdot, float)

void _gfortran_concat_string(size_t room, char *to, size_t n_first, const char *first, size_t n_second, const char *second)
{
    size_t n = n_first < room ? n_first : room;
    size_t n_more = n_second < room - n ? n_second : room - n;
    memcpy(to, first, n);
    memcpy(to + n, second, n_more);
    memset(to + n + n_more, ' ', room - n - n_more);
}

double _gfortran_pow_r8_i8(double base, int64_t exponent)
{
    uint64_t left = exponent < 0 ? -(uint64_t)exponent : (uint64_t)exponent;
    double power = 1;
    for (; left; left >>= 1, base *= base)
        if (left & 1)
            power *= base;
    return exponent < 0 ? 1 / power : power;
}

float _gfortran_pow_r4_i8(float base, int64_t exponent)
{
    return (float)_gfortran_pow_r8_i8(base, exponent);
}

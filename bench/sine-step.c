/* About what one core can do: one training step of the sine net 1-100-1 on 500 points, everything fused by hand.
 *   cc -O3 -march=native -ffast-math sine-step.c -o sine-step -lm && ./sine-step SAMPLES
 * prints microseconds, one step a line. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { N = 500, H = 100, P = 3 * H + 1 }; /* parameters: w1[H] b1[H] w2[H] b2 */
static float mu[P], logSigma[P], m[2 * P], v[2 * P], noise[P], w[P], g[P], x[N], y[N], dy[N], h[N][H];
static uint64_t state = 88172645463325252ull;

static float uniform(void) { /* xorshift64* */
  state ^= state >> 12;
  state ^= state << 25;
  state ^= state >> 27;
  return (float)((state * 2685821657736338717ull) >> 40) * 0x1p-24f;
}

static void adam(float *value, float gradient, int k, float rate, float epsilon) {
  m[k] = 0.9f * m[k] + 0.1f * gradient;
  v[k] = 0.999f * v[k] + 0.001f * gradient * gradient;
  *value -= rate * m[k] / (sqrtf(v[k]) + epsilon);
}

static float step(int t) {
  const float s0 = 0.1f, weight = 1.0f / (t + 1);
  for (int i = 0; i < P; i += 2) { /* Box and Muller's method */
    float r = sqrtf(-2 * logf(1 - uniform())), a = 6.2831853f * uniform();
    noise[i] = r * cosf(a);
    if (i + 1 < P) noise[i + 1] = r * sinf(a);
  }
  float loss = 0, kl = 0;
  for (int i = 0; i < P; i++) {
    float sigma = expf(logSigma[i]), u = 2 * (logSigma[i] - logf(s0)), z = mu[i] / s0;
    w[i] = mu[i] + sigma * noise[i];
    kl += 0.5f * (expf(u) - 1 - u + z * z);
  }
  memset(g, 0, sizeof g);
  for (int n = 0; n < N; n++) {
    float out = w[3 * H];
    for (int j = 0; j < H; j++) {
      float a = x[n] * w[j] + w[H + j];
      h[n][j] = a > 0 ? a : 0;
      out += h[n][j] * w[2 * H + j];
    }
    float d = out - y[n];
    loss += d * d / N;
    dy[n] = 2 * d / N;
    for (int j = 0; j < H; j++) {
      float dh = h[n][j] > 0 ? dy[n] * w[2 * H + j] : 0;
      g[j] += dh * x[n];
      g[H + j] += dh;
      g[2 * H + j] += dy[n] * h[n][j];
    }
    g[3 * H] += dy[n];
  }
  float root = sqrtf(1 - powf(0.999f, t + 1)), rate = 0.01f * root / (1 - powf(0.9f, t + 1));
  for (int i = 0; i < P; i++) {
    float sigma = expf(logSigma[i]), factor = weight / P;
    float byMu = g[i] + factor * mu[i] / (s0 * s0);
    float byLogSigma = g[i] * sigma * noise[i] + factor * (sigma * sigma / (s0 * s0) - 1);
    adam(&mu[i], byMu, i, rate, 1e-8f * root);
    adam(&logSigma[i], byLogSigma, P + i, rate, 1e-8f * root);
  }
  return loss + weight * kl / P;
}

int main(int count, char **arguments) {
  int samples = count > 1 ? atoi(arguments[1]) : 1000;
  for (int n = 0; n < N; n++) x[n] = -3 + 6.0f * n / (N - 1), y[n] = sinf(x[n]);
  for (int i = 0; i < P; i++) mu[i] = (2 * uniform() - 1) * (i < 2 * H ? 1 : 0.1f), logSigma[i] = logf(0.1f);
  volatile float last = 0;
  for (int t = 0; t < samples; t++) {
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    last = step(t);
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%.3f\n", (b.tv_sec - a.tv_sec) * 1e6 + (b.tv_nsec - a.tv_nsec) * 1e-3);
  }
  return last != last; /* a loss that is no number is a failure */
}

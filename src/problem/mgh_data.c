/* mgh_data.c -- curves that are fitted to measurements. */
#include <math.h>

#include "problem/mgh.h"

TERMS(bard, t)
{
    static const double y[] = {0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39,
                               0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39};

    for (size_t i = 0; i < 15; i++) {
        double u = (double)i + 1, v = 16 - u, w = fmin(u, v);
        double below = v * at(t, 1) + w * at(t, 2), share = u / below;

        square(t, y[i] - (at(t, 0) + share));
        by(t, 0, -1);
        by(t, 1, share * v / below);
        by(t, 2, share * w / below);
    }
}

TERMS(gaussian, t)
{
    static const double y[] = {0.0009, 0.0044, 0.0175, 0.0540, 0.1295,
                               0.2420, 0.3521, 0.3989, 0.3521, 0.2420,
                               0.1295, 0.0540, 0.0175, 0.0044, 0.0009};

    for (size_t i = 0; i < 15; i++) {
        double rest = (7 - (double)i) / 2 - at(t, 2);
        double bell = exp(-at(t, 1) * rest * rest / 2);

        square(t, at(t, 0) * bell - y[i]);
        by(t, 0, bell);
        by(t, 1, -at(t, 0) * bell * rest * rest / 2);
        by(t, 2, at(t, 0) * bell * at(t, 1) * rest);
    }
}

TERMS(meyer, t)
{
    static const double y[] = {34780, 28610, 23650, 19630, 16370, 13720,
                               11540, 9744,  8261,  7030,  6005,  5147,
                               4427,  3820,  3307,  2872};

    for (size_t i = 0; i < 16; i++) {
        double below = 45 + 5 * ((double)i + 1) + at(t, 2);
        double power = exp(at(t, 1) / below);

        square(t, at(t, 0) * power - y[i]);
        by(t, 0, power);
        by(t, 1, at(t, 0) * power / below);
        by(t, 2, -at(t, 0) * power * at(t, 1) / (below * below));
    }
}

/* The paper's y_i m i x2 means y_i - x2: with that the minimum fits. */
TERMS(gulf, t)
{
    double a = at(t, 0), b = at(t, 1), c = at(t, 2);

    for (size_t i = 1; i <= residuals(t); i++) {
        double level = (double)i / 100;
        double rest = 25 + cbrt(2500 * log(level) * log(level)) - b;
        double power = pow(fabs(rest), c), decay = exp(-power / a);

        square(t, decay - level);
        by(t, 0, decay * power / (a * a));
        if (rest == 0)
            continue;
        by(t, 1, decay * power * c / (a * rest));
        by(t, 2, -decay * power * log(fabs(rest)) / a);
    }
}

TERMS(box_3d, t)
{
    for (size_t i = 1; i <= residuals(t); i++) {
        double time = (double)i / 10, a = exp(-time * at(t, 0));
        double b = exp(-time * at(t, 1)), c = exp(-time) - exp(-10 * time);

        square(t, a - b - at(t, 2) * c);
        by(t, 0, -time * a);
        by(t, 1, time * b);
        by(t, 2, -c);
    }
}

TERMS(kowalik_osborne, t)
{
    static const double y[] = {0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627,
                               0.0456, 0.0342, 0.0323, 0.0235, 0.0246};
    static const double u[] = {4,     2,   1,      0.5,    0.25,  0.167,
                               0.125, 0.1, 0.0833, 0.0714, 0.0625};

    for (size_t i = 0; i < 11; i++) {
        double above = u[i] * u[i] + u[i] * at(t, 1);
        double below = u[i] * u[i] + u[i] * at(t, 2) + at(t, 3);
        double value = at(t, 0) * above / below;

        square(t, y[i] - value);
        by(t, 0, -above / below);
        by(t, 1, -at(t, 0) * u[i] / below);
        by(t, 2, value * u[i] / below);
        by(t, 3, value / below);
    }
}

TERMS(brown_dennis, t)
{
    for (size_t i = 1; i <= residuals(t); i++) {
        double time = (double)i / 5;
        double a = at(t, 0) + time * at(t, 1) - exp(time);
        double b = at(t, 2) + sin(time) * at(t, 3) - cos(time);

        square(t, a * a + b * b);
        by(t, 0, 2 * a);
        by(t, 1, 2 * a * time);
        by(t, 2, 2 * b);
        by(t, 3, 2 * b * sin(time));
    }
}

MGH_MINIMUM(brown_dennis_minimum, m == 20 ? 85822.20162635634 : NAN)

TERMS(osborne_1, t)
{
    static const double y[] = {0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881,
                               0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658,
                               0.628, 0.603, 0.580, 0.558, 0.538, 0.522, 0.506,
                               0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431,
                               0.424, 0.420, 0.414, 0.411, 0.406};

    for (size_t i = 0; i < 33; i++) {
        double time = 10 * (double)i;
        double a = exp(-time * at(t, 3)), b = exp(-time * at(t, 4));

        square(t, y[i] - (at(t, 0) + at(t, 1) * a + at(t, 2) * b));
        by(t, 0, -1);
        by(t, 1, -a);
        by(t, 2, -b);
        by(t, 3, at(t, 1) * time * a);
        by(t, 4, at(t, 2) * time * b);
    }
}

TERMS(biggs_exp6, t)
{
    for (size_t i = 1; i <= residuals(t); i++) {
        double time = (double)i / 10, a = exp(-time * at(t, 0));
        double b = exp(-time * at(t, 1)), c = exp(-time * at(t, 4));
        double y = exp(-time) - 5 * exp(-10 * time) + 3 * exp(-4 * time);

        square(t, at(t, 2) * a - at(t, 3) * b + at(t, 5) * c - y);
        by(t, 0, -at(t, 2) * time * a);
        by(t, 1, at(t, 3) * time * b);
        by(t, 2, a);
        by(t, 3, -b);
        by(t, 4, -at(t, 5) * time * c);
        by(t, 5, c);
    }
}

static const double osborne_2_y[] = {
    1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746,
    0.679, 0.608, 0.655, 0.616, 0.606, 0.602, 0.626, 0.651, 0.724, 0.649, 0.649,
    0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395,
    0.375, 0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653,
    0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559, 0.597, 0.625, 0.739,
    0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054};

/* An exponential and three bells: heights 0 to 3, rates 4 to 7, middles 8 to
 * 10. */
TERMS(osborne_2, t)
{
    for (size_t i = 0; i < 65; i++) {
        double time = (double)i / 10, decay = exp(-time * at(t, 4));
        double sum = at(t, 0) * decay, rest[4] = {0}, bell[4] = {0};

        for (size_t k = 1; k < 4; k++) {
            rest[k] = time - at(t, 7 + k);
            bell[k] = exp(-rest[k] * rest[k] * at(t, 4 + k));
            sum += at(t, k) * bell[k];
        }
        square(t, osborne_2_y[i] - sum);
        by(t, 0, -decay);
        by(t, 4, at(t, 0) * time * decay);
        for (size_t k = 1; k < 4; k++) {
            double height = at(t, k) * bell[k];

            by(t, k, -bell[k]);
            by(t, 4 + k, height * rest[k] * rest[k]);
            by(t, 7 + k, -2 * height * rest[k] * at(t, 4 + k));
        }
    }
}

static const struct parameter gulf_rows[] = {MGH_ROWS("99", "[3,100]")};
static const struct parameter box_3d_rows[] = {MGH_ROWS("10", "[3,inf)")};
static const struct parameter brown_dennis_rows[] = {MGH_ROWS("20", "[4,inf)")};
static const struct parameter biggs_exp6_rows[] = {MGH_ROWS("13", "[6,inf)")};

const struct problem problem_bard = {
    .kind = {.name = "bard",
             .summary = "fifteen measurements and a quotient",
             .formula = "f(x) = sum of (y[i] - (x1 + i / (v x2 + w x3)))^2\n"
                        "v = 16 - i, w = min(i, v), i = 1, ..., 15",
             .source = MGH_SOURCE("8"),
             .example = "bard",
             PLAIN_KIND},
    .properties = MULTIMODAL,
    FIXED(3),
    .start = SPOT(1, 1, 1),
    .minimum = 0.008214877306578975,
    .minima = {SPOT(0.08241055974978893, 1.1330360920297216,
                    2.343695178642537)},
    .low = SPOT(-1, 0.5, 0.5),
    .high = SPOT(2, 3, 3),
    .bounded = true,
    .evaluate = bard,
};

const struct problem problem_gaussian = {
    .kind = {.name = "gaussian",
             .summary = "a bell that is fitted to fifteen of its values",
             .formula = "f(x) = sum of (x1 exp(-x2 (t - x3)^2 / 2) - y[i])^2\n"
                        "t = (8 - i) / 2, i = 1, ..., 15",
             .source = MGH_SOURCE("9"),
             .example = "gaussian",
             PLAIN_KIND},
    .properties = SMOOTH,
    FIXED(3),
    .start = SPOT(0.4, 1, 0),
    .minimum = 1.127932769618648e-08,
    .minima = {SPOT(0.39895613783875666, 1.0000190844878056, 0)},
    .low = SPOT(-1, 0, -1),
    .high = SPOT(1, 2, 1),
    .evaluate = gaussian,
};

const struct problem problem_meyer = {
    .kind = {.name = "meyer",
             .summary = "the resistance of a thermistor, parameters of very "
                        "different size",
             .formula = "f(x) = sum of (x1 exp(x2 / (t + x3)) - y[i])^2\n"
                        "t = 45 + 5 i, i = 1, ..., 16",
             .source = MGH_SOURCE("10"),
             .example = "meyer",
             PLAIN_KIND},
    .properties = 0,
    FIXED(3),
    .start = SPOT(0.02, 4000, 250),
    .minimum = 87.94585517085112,
    .minima = {SPOT(0.005609636471028053, 6181.346346286372,
                    345.2236346241365)},
    .low = SPOT(0, 3000, 200),
    .high = SPOT(0.1, 7000, 400),
    .bounded = true,
    .evaluate = meyer,
};

const struct problem problem_gulf = {
    .kind = {.name = "gulf",
             .summary = "Gulf Research and Development's function",
             .formula =
                 "f(x) = sum of (exp(-abs(y - x2)^x3 / x1) - t)^2\n"
                 "t = i / 100, y = 25 + (-50 log(t))^(2/3), i = 1, ..., m",
             .source = MGH_SOURCE("11"),
             .example = "gulf(m=99)",
             MGH_KIND(gulf_rows)},
    .properties = 0,
    FIXED(3),
    .start = SPOT(5, 2.5, 0.15),
    .minima = {SPOT(50, 25, 1.5)},
    .low = SPOT(1, 0, 0.1),
    .high = SPOT(100, 26, 3),
    .evaluate = gulf,
};

const struct problem problem_box_3d = {
    .kind = {.name = "box_3d",
             .aliases = "box_three_dimensional",
             .summary = "a sum of exponentials with a line of minima",
             .formula = "f(x) = sum of (exp(-t x1) - exp(-t x2)\n"
                        "               - x3 (exp(-t) - exp(-10 t)))^2\n"
                        "t = i / 10, i = 1, ..., m",
             .source = MGH_SOURCE("12"),
             .example = "box_3d(m=10)",
             MGH_KIND(box_3d_rows)},
    .properties = SMOOTH,
    FIXED(3),
    .start = SPOT(0, 10, 20),
    .minima = {SPOT(1, 10, 1), SPOT(10, 1, -1), SPOT(1, 1, 0)},
    .low = SPOT(-1, -1, -20),
    .high = SPOT(12, 12, 20),
    .evaluate = box_3d,
};

const struct problem problem_kowalik_osborne = {
    .kind = {.name = "kowalik_osborne",
             .summary = "eleven measurements and a rational function",
             .formula = "f(x) = sum of (y[i] - x1 (u^2 + u x2)\n"
                        "                       / (u^2 + u x3 + x4))^2\n"
                        "u = u[i], i = 1, ..., 11",
             .source = MGH_SOURCE("15"),
             .example = "kowalik_osborne",
             PLAIN_KIND},
    .properties = MULTIMODAL,
    FIXED(4),
    .start = SPOT(0.25, 0.39, 0.415, 0.39),
    .minimum = 0.00030750560384923745,
    .minima = {SPOT(0.19280693457903786, 0.19128232873436696,
                    0.12305650692632066, 0.13606233068379484)},
    BETWEEN(0.05, 0.8),
    .bounded = true,
    .evaluate = kowalik_osborne,
};

const struct problem problem_brown_dennis = {
    .kind = {.name = "brown_dennis",
             .summary = "sums of squares, squared again",
             .formula = "f(x) = sum of ((x1 + t x2 - exp(t))^2\n"
                        "               + (x3 + x4 sin(t) - cos(t))^2)^2\n"
                        "t = i / 5, i = 1, ..., m",
             .source = MGH_SOURCE("16"),
             .example = "brown_dennis(m=20)",
             MGH_KIND(brown_dennis_rows)},
    .properties = CONVEX | SMOOTH,
    FIXED(4),
    .start = SPOT(25, 5, -5, -1),
    .minimum_words = "85822.20162635634 for m = 20",
    .known_minimum = brown_dennis_minimum,
    .minima = {SPOT(-11.594439904762165, 13.203630051207204,
                    -0.40343948817685954, 0.2367787744557363)},
    BETWEEN(-30, 30),
    .evaluate = brown_dennis,
};

const struct problem problem_osborne_1 = {
    .kind = {.name = "osborne_1",
             .summary = "33 measurements and two exponentials",
             .formula = "f(x) = sum of (y[i] - (x1 + x2 exp(-t x4)\n"
                        "                       + x3 exp(-t x5)))^2\n"
                        "t = 10 (i - 1), i = 1, ..., 33",
             .source = MGH_SOURCE("17"),
             .example = "osborne_1",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(5),
    .start = SPOT(0.5, 1.5, -1, 0.01, 0.02),
    .minimum = 5.464894697482907e-05,
    .minima = {SPOT(0.37541005210695205, 1.9358469127123674, -1.464687136613423,
                    0.012867534640057288, 0.02212269966167261)},
    .low = SPOT(0, 0, -3, 0, 0),
    .high = SPOT(1, 3, 0, 0.05, 0.05),
    .evaluate = osborne_1,
};

const struct problem problem_biggs_exp6 = {
    .kind = {.name = "biggs_exp6",
             .summary = "a sum of three exponentials that is found again",
             .formula = "f(x) = sum of (x3 exp(-t x1) - x4 exp(-t x2)\n"
                        "               + x6 exp(-t x5) - y)^2\n"
                        "y = exp(-t) - 5 exp(-10 t) + 3 exp(-4 t)\n"
                        "t = i / 10, i = 1, ..., m",
             .source = MGH_SOURCE("18"),
             .example = "biggs_exp6(m=13)",
             MGH_KIND(biggs_exp6_rows)},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(6),
    .start = SPOT(1, 2, 1, 1, 1, 1),
    .minima = {SPOT(1, 10, 1, 5, 4, 3)},
    BETWEEN(0, 12),
    .evaluate = biggs_exp6,
};

const struct problem problem_osborne_2 = {
    .kind = {.name = "osborne_2",
             .summary = "65 measurements, an exponential and three bells",
             .formula = "f(x) = sum of (y[i] - (x1 exp(-t x5)\n"
                        "               + x2 exp(-(t - x9)^2 x6)\n"
                        "               + x3 exp(-(t - x10)^2 x7)\n"
                        "               + x4 exp(-(t - x11)^2 x8)))^2\n"
                        "t = (i - 1) / 10, i = 1, ..., 65",
             .source = MGH_SOURCE("19"),
             .example = "osborne_2",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(11),
    .start = SPOT(1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5),
    .minimum = 0.040137736293547735,
    .minima = {SPOT(1.3099771546273005, 0.4315537946029889, 0.633661698960724,
                    0.5994305347859163, 0.7541832263280113, 0.9042885798596336,
                    1.3658118352370285, 4.8236988172271555, 2.3986848661317546,
                    4.568874597667672, 5.6753414705806415)},
    .low = SPOT(0),
    .high = SPOT(2, 1, 1, 1, 2, 6, 8, 9, 4, 6, 6.5),
    .evaluate = osborne_2,
};

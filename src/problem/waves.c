/* waves.c -- functions of any dimension with many local minima. */
#include <math.h>

#include "problem/terms.h"

/* The root has no derivative at 0, where the gradient is taken as 0. */
TERMS(ackley, t)
{
    double n = (double)t->size, squares = 0, waves = 0, root, hill, wave;

    for (size_t i = 0; i < t->size; i++) {
        squares += at(t, i) * at(t, i);
        waves += cos(2 * M_PI * at(t, i));
    }
    root = sqrt(squares / n);
    hill = 20 * exp(-0.2 * root);
    wave = exp(waves / n);
    term(t, -hill - wave + exp(1) + 20);
    for (size_t i = 0; i < t->size; i++)
        by(t, i,
           (root > 0 ? 0.2 * hill * at(t, i) / (root * n) : 0) +
               wave * 2 * M_PI / n * sin(2 * M_PI * at(t, i)));
}

TERMS(rastrigin, t)
{
    for (size_t i = 0; i < t->size; i++) {
        double x = at(t, i);

        term(t, x * x + 10 * (1 - cos(2 * M_PI * x)));
        by(t, i, 2 * x + 20 * M_PI * sin(2 * M_PI * x));
    }
}

/* The derivative of the product is that of one cosine times the others, those
 * before it and those after it, so that nothing is divided by a cosine. */
TERMS(griewank, t)
{
    double product = 1;

    for (size_t i = 0; i < t->size; i++) {
        t->gradient[i * t->stride] = product;
        product *= cos(at(t, i) / sqrt((double)(i + 1)));
    }
    term(t, 1 - product);
    product = 1;
    for (size_t i = t->size; i-- > 0;) {
        double x = at(t, i), root = sqrt((double)(i + 1));

        t->gradient[i * t->stride] *= product * sin(x / root) / root;
        product *= cos(x / root);
        term(t, x * x / 4000);
        by(t, i, x / 2000);
    }
}

TERMS(schwefel, t)
{
    for (size_t i = 0; i < t->size; i++) {
        double x = at(t, i), root = sqrt(fabs(x));

        term(t, 418.9829 - x * sin(root));
        by(t, i, -sin(root) - root * cos(root) / 2);
    }
}

MINIMUM_FUNCTION(schwefel_minimum, n * 1.2727566266076574e-5)

TERMS(styblinski_tang, t)
{
    for (size_t i = 0; i < t->size; i++) {
        double x = at(t, i);

        term(t, (x * x * x * x - 16 * x * x + 5 * x) / 2);
        by(t, i, 2 * x * x * x - 16 * x + 2.5);
    }
}

MINIMUM_FUNCTION(styblinski_tang_minimum, n * -39.16616570377141)

/* With w = 1 + (x - 1) / 4, whose derivative is 1/4. */
TERMS(levy, t)
{
    size_t last = t->size - 1;
    double w = 1 + (at(t, 0) - 1) / 4, wave = sin(M_PI * w);

    term(t, wave * wave);
    by(t, 0, M_PI * sin(2 * M_PI * w) / 4);
    for (size_t i = 0; i < last; i++) {
        w = 1 + (at(t, i) - 1) / 4;
        wave = sin(M_PI * w + 1);
        term(t, (w - 1) * (w - 1) * (1 + 10 * wave * wave));
        by(t, i,
           ((w - 1) * (1 + 10 * wave * wave) +
            5 * M_PI * (w - 1) * (w - 1) * sin(2 * (M_PI * w + 1))) /
               2);
    }
    w = 1 + (at(t, last) - 1) / 4;
    wave = sin(2 * M_PI * w);
    term(t, (w - 1) * (w - 1) * (1 + wave * wave));
    by(t, last,
       ((w - 1) * (1 + wave * wave) +
        M_PI * (w - 1) * (w - 1) * sin(4 * M_PI * w)) /
           2);
}

TERMS(levy_n13, t)
{
    double x = at(t, 0), y = at(t, 1);
    double a = sin(3 * M_PI * x), b = sin(3 * M_PI * y), c = sin(2 * M_PI * y);

    term(t, a * a + (x - 1) * (x - 1) * (1 + b * b) +
                (y - 1) * (y - 1) * (1 + c * c));
    by(t, 0, 3 * M_PI * sin(6 * M_PI * x) + 2 * (x - 1) * (1 + b * b));
    by(t, 1,
       3 * M_PI * (x - 1) * (x - 1) * sin(6 * M_PI * y) +
           2 * (y - 1) * (1 + c * c) +
           2 * M_PI * (y - 1) * (y - 1) * sin(4 * M_PI * y));
}

TERMS(washboard, t)
{
    for (size_t i = 0; i < t->size; i++) {
        double x = at(t, i);

        term(t, x * x / 20 + (1 - cos(2 * M_PI * x)) / 4);
        by(t, i, x / 10 + M_PI / 2 * sin(2 * M_PI * x));
    }
}

const struct problem problem_ackley = {
    .kind = {.name = "ackley",
             .aliases = "AckleyFunction",
             .summary = "a rippled plain with one pit",
             .formula = "f(x) = -20 exp(-0.2 sqrt(sum of x[i]^2 / n))\n"
                        "     - exp(sum of cos(2 pi x[i]) / n) + e + 20",
             .source = "Ackley (1987)",
             .example = "ackley(dim=2)",
             PLAIN_KIND},
    .properties = MULTIMODAL,
    FROM(1, 2),
    .start = SPOT(0.02),
    .minima = {SPOT(0)},
    BETWEEN(-5, 5),
    .evaluate = ackley,
};

const struct problem problem_rastrigin = {
    .kind = {.name = "rastrigin",
             .aliases = "RastriginFunction",
             .summary = "a bowl full of pits on a grid",
             .formula = "f(x) = sum of x[i]^2 + 10 (1 - cos(2 pi x[i]))",
             .source = "Rastrigin (1974)",
             .example = "rastrigin(dim=2)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SEPARABLE | SMOOTH,
    FROM(1, 2),
    .start = SPOT(-3),
    .minima = {SPOT(0)},
    BETWEEN(-5.12, 5.12),
    .evaluate = rastrigin,
};

const struct problem problem_griewank = {
    .kind = {.name = "griewank",
             .summary = "a wide bowl with a product of waves on it",
             .formula = "f(x) = sum of x[i]^2 / 4000\n"
                        "     - product of cos(x[i] / sqrt(i)) + 1, "
                        "i = 1, ..., n",
             .source = "Griewank (1981)",
             .example = "griewank(dim=2)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FROM(1, 2),
    .start = SPOT(-8, 7),
    .minima = {SPOT(0)},
    BETWEEN(-10, 10),
    .evaluate = griewank,
};

const struct problem problem_schwefel = {
    .kind = {.name = "schwefel",
             .aliases = "SchwefelFunction",
             .summary = "the best minimum far from the next best",
             .formula = "f(x) = sum of 418.9829 - x[i] sin(sqrt(abs(x[i])))",
             .source = "Schwefel (1981)",
             .example = "schwefel(dim=2)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SEPARABLE,
    FROM(1, 2),
    .start = SPOT(-300),
    .minimum_words = "1.27e-05 n",
    .known_minimum = schwefel_minimum,
    .minima = {SPOT(420.96874635998205)},
    BETWEEN(-500, 500),
    .bounded = true,
    .evaluate = schwefel,
};

const struct problem problem_styblinski_tang = {
    .kind = {.name = "styblinski_tang",
             .aliases = "StyblinskiTangFunction",
             .summary = "two pits for each parameter, one deeper",
             .formula = "f(x) = sum of (x[i]^4 - 16 x[i]^2 + 5 x[i]) / 2",
             .source = "Styblinski & Tang (1990)",
             .example = "styblinski_tang(dim=2)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SEPARABLE | SMOOTH,
    FROM(1, 2),
    .start = SPOT(-5),
    .minimum_words = "-39.16616570377141 n",
    .known_minimum = styblinski_tang_minimum,
    .minima = {SPOT(-2.903534027771177)},
    BETWEEN(-5, 5),
    .evaluate = styblinski_tang,
};

const struct problem problem_levy = {
    .kind = {.name = "levy",
             .summary = "waves that grow with the distance",
             .formula =
                 "f(x) = sin(pi w[1])^2\n"
                 "     + sum of (w[i] - 1)^2 (1 + 10 sin(pi w[i] + 1)^2), "
                 "i < n\n"
                 "     + (w[n] - 1)^2 (1 + sin(2 pi w[n])^2)\n"
                 "w[i] = 1 + (x[i] - 1) / 4",
             .source = "Levy & Montalvo (1985)",
             .example = "levy(dim=2)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SEPARABLE | SMOOTH,
    FROM(1, 2),
    .start = SPOT(-5),
    .minima = {SPOT(1)},
    BETWEEN(-10, 10),
    .evaluate = levy,
};

const struct problem problem_levy_n13 = {
    .kind = {.name = "levy_n13",
             .aliases = "LevyFunctionN13",
             .summary = "a bowl with waves across it",
             .formula =
                 "f(x, y) = sin(3 pi x)^2 + (x - 1)^2 (1 + sin(3 pi y)^2)\n"
                 "          + (y - 1)^2 (1 + sin(2 pi y)^2)",
             .source = "ensmallen",
             .example = "levy_n13",
             PLAIN_KIND},
    .properties = MULTIMODAL | SMOOTH,
    FIXED(2),
    .start = SPOT(0.9, 1.1),
    .minima = {SPOT(1)},
    BETWEEN(-10, 10),
    .evaluate = levy_n13,
};

const struct problem problem_washboard = {
    .kind = {.name = "washboard",
             .summary = "a valley with steps that a restart jumps out of",
             .formula = "f(x) = sum of x[i]^2 / 20 + (1 - cos(2 pi x[i])) / 4",
             .source = "lrsim, for warm restarts",
             .example = "washboard(dim=1)",
             PLAIN_KIND},
    .properties = MULTIMODAL | SEPARABLE | SMOOTH,
    FROM(1, 1),
    .start = SPOT(4.3),
    .minima = {SPOT(0)},
    BETWEEN(-5, 5),
    .evaluate = washboard,
};

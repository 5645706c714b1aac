/* pdf.h -- a PDF of gnuplot's without the time of day. */
#ifndef OUTPUT_PLOT_PDF_H
#define OUTPUT_PLOT_PDF_H

#include "base/text.h"

/* Sets the date of creation to that of 1970, so that the same run gives the
 * same bytes. A PDF of another structure than cairo's stays as it is. False
 * where memory runs out. */
bool pdf_forget_date(struct text *pdf);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * libarchive turns names out of tar archives into the character set of the locale, and warns where
 * it cannot. What an archive holds does not depend on the user's locale: it is always UTF-8. */
#include "archive_platform.h"

const char* locale_charset(void) { return "UTF-8"; }

/**
 * Log files of a run, of which only the user knows what they say: a pattern per metric finds its
 * values. Patterns are those of RE2 (https://github.com/google/re2/wiki/Syntax), which match in a time
 * linear in the text, so that no log can hang a report. `^` and `$` are the start and end of a line;
 * a match lies within one line.
 */
export const LOG_NAME = /\.(?:log|out)$/

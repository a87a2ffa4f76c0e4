// Names of @tabler/icons (outline) that go into the sprite; the template tag {% icon %} refuses any other.
export const ICONS = [
  "adjustments", "alert-triangle", "archive", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "arrows-sort",
  "award", "bell", "books", "building", "building-community", "calendar", "certificate", "chart-bar", "chart-dots",
  "chart-line", "chart-treemap", "check", "checklist", "chevron-down", "chevron-left", "chevron-right", "chevron-up",
  "circle-check", "circle-x", "clipboard-check", "clock", "coins", "compass", "copy", "dashboard", "database-import",
  "download", "edit", "external-link", "eye", "file-spreadsheet", "file-text", "files", "filter", "flag", "folder",
  "gift", "help", "history", "home", "inbox", "info-circle", "key", "keyboard", "language", "link", "list-check",
  "lock", "logout", "math-function", "medal", "menu-2", "minus", "moon", "notes", "pencil", "plus", "presentation",
  "refresh", "report-money", "route", "scale", "search", "settings", "shield-check", "sitemap", "sparkles",
  "speakerphone", "sun", "sun-moon", "table", "target", "timeline", "trash", "trophy", "upload", "user", "user-check",
  "users", "x", "zoom-question",
];

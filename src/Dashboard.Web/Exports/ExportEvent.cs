using Dashboard.Core.Audit;
using Dashboard.Web.Hosting.Settings;

namespace Dashboard.Web.Exports;

/// <summary>The audit entry of a list that somebody took as a file.</summary>
internal static class ExportEvent
{
    /// <summary>The entry: which list, as what, under which filter, as of when.</summary>
    public static AuditDraft Of(AuditActor actor, ExportSheet sheet, ExportFormat format) => new(
        actor, AuditActions.ExportDownloaded, new AuditSubject(AuditSubjects.List, sheet.Name),
        [
            new("format", format.ToString().ToLowerInvariant()), new("filter", OneLine.Of(sheet.Facts.Filter)),
            new("asOf", CellText.Moment(sheet.Facts.AsOf)),
        ]);
}

using Dashboard.Web.Access.Entra;

namespace Dashboard.Web.Components.Entry;

/// <summary>What people read who are outside.</summary>
internal static class AccessWords
{
    /// <summary>Title and text for a refusal's name; null is who signed out.</summary>
    public static (string Title, string Text) Of(string? refusal) =>
        Enum.TryParse<Refusal>(refusal, out var reason) ? Of(reason) : ("You are signed out", "Your session here has ended. Other programs may still know you in this browser.");

    private static (string Title, string Text) Of(Refusal refusal) => refusal switch
    {
        Refusal.NotVouchedFor => ("Sign-in is not possible now", "The identity provider does not answer, or its answer cannot be accepted. The log says why."),
        Refusal.BrokenOff => ("The sign-in was not finished", "It was broken off, or took too long. Try again."),
        Refusal.OtherTenant => ("Your account is of another organisation", "This dashboard lets in accounts of its own tenant only. Sign in with another account."),
        Refusal.NoIdentity => ("Your account has no identity here", "The identity provider did not say which account of the tenant you are, so nothing could be done in your name."),
        Refusal.GroupsUnknown => (
            "Your groups could not be read",
            "Your account is in more groups than a token holds, so roles that come with groups are not known. Ask an Admin to assign you the role Reader itself."),
        Refusal.NoRole => ("No access yet", "You have no role in this dashboard. Ask an Admin to assign you one in Entra ID: Reader is the one to begin with."),
        Refusal.NoReader => ("No access to the pages yet", "Your roles do not include Reader, which every page asks for. Ask an Admin to assign it in Entra ID."),
    };
}

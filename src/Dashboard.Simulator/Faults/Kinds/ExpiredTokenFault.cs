using Dashboard.Simulator.Hosting;

namespace Dashboard.Simulator.Faults.Kinds;

/// <summary>401: the token has expired.</summary>
public sealed record ExpiredTokenFault : Fault
{
    internal override Task InvokeAsync(FaultedRequest request, RequestDelegate next)
    {
        request.Http.Response.Headers.WWWAuthenticate =
            "Bearer authorization_uri=\"https://login.windows.net/\", error=\"invalid_token\", error_description=\"The access token has expired.\"";
        throw new ArmError(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier than current UTC time.");
    }
}

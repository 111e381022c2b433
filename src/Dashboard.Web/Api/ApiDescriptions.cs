namespace Dashboard.Web.Api;

/// <summary>What a parameter in the path of an endpoint says.</summary>
internal sealed record PathParameter(string Name, string Description);

/// <summary>Another shape that the answer of an endpoint can have.</summary>
internal sealed record OtherAnswer(Type Type);

/// <summary>The endpoint also answers CSV, by <c>Accept</c>.</summary>
internal sealed record CsvAlternative;

/// <summary>The endpoint answers a file, whose JSON is this type.</summary>
internal sealed record FileAnswer(Type Type);

/// <summary>Says what the framework cannot find out about endpoints.</summary>
internal static class ApiDescriptions
{
    /// <summary>Describes a parameter in the path.</summary>
    public static RouteHandlerBuilder WithPath(this RouteHandlerBuilder builder, string name, string description) =>
        builder.WithMetadata(new PathParameter(name, description));

    /// <summary>The answer can also be a <typeparamref name="T"/>.</summary>
    public static RouteHandlerBuilder OrProduces<T>(this RouteHandlerBuilder builder) => builder.WithMetadata(new OtherAnswer(typeof(T)));

    /// <summary>The answer is a list of <typeparamref name="T"/> as a file.</summary>
    public static RouteHandlerBuilder ProducesFile<T>(this RouteHandlerBuilder builder) => builder.ProducesFileOf<Contracts.ListFileResponse<T>>();

    /// <summary>The answer is a file whose JSON is a <typeparamref name="T"/>.</summary>
    public static RouteHandlerBuilder ProducesFileOf<T>(this RouteHandlerBuilder builder) =>
        builder.WithMetadata(new FileAnswer(typeof(T))).Produces<T>();
}

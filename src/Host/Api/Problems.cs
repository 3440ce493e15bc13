using AsyncCrawler.Host.Jobs;

namespace AsyncCrawler.Host.Api;

/// <summary>The answers to what cannot be done (RFC 9457).</summary>
internal static class Problems
{
    /// <summary>Everything that is wrong with a request, at once.</summary>
    public static IResult Faulty(FaultList faults) =>
        TypedResults.ValidationProblem(faults.ToErrors(), detail: "The request cannot be taken as it is: see errors.");

    /// <summary>One thing that is wrong.</summary>
    public static IResult Faulty(string field, string text)
    {
        var faults = new FaultList();
        faults.Add(field, text);
        return Faulty(faults);
    }

    /// <summary>There is nothing of that name.</summary>
    public static IResult Unknown(string what) => TypedResults.Problem($"There is no such {what}.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>It cannot be done in this state.</summary>
    public static IResult Conflict(string reason) => TypedResults.Problem(reason, statusCode: StatusCodes.Status409Conflict);

    /// <summary>It cannot be done now.</summary>
    public static IResult Unavailable(string reason) => TypedResults.Problem(reason, statusCode: StatusCodes.Status503ServiceUnavailable);

    /// <summary>It was asked too much.</summary>
    public static IResult TooMany(string reason) => TypedResults.Problem(reason, statusCode: StatusCodes.Status429TooManyRequests);
}

namespace PhiLens.LocalAws.Metadata;

/// <summary>Serves the task metadata documents, unsigned and without TLS, as the ECS agent does.</summary>
internal static class MetadataEndpoint
{
    public static Task HandleAsync(HttpContext context)
    {
        var document = context.Request.Path.Value?.TrimEnd('/') switch
        {
            MetadataDocuments.Path or "/ecs/v4" => MetadataDocuments.Container,
            MetadataDocuments.Path + "/task" or "/ecs/v4/task" => MetadataDocuments.Task,
            _ => null,
        };
        if (document is null || !HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return context.Response.WriteAsync("404 page not found\n", context.RequestAborted);
        }

        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(document, context.RequestAborted);
    }
}

using System.Text.Json;

namespace PhiLens.LocalAws.Protocol;

/// <summary>Carries out one call. An operation that writes nothing is answered with an empty body.</summary>
internal delegate void Operation(OperationCall call, Utf8JsonWriter answer);

using System.Reflection;

namespace Billing.LocalHost.Tests.Surface;

/// <summary>Writes what an assembly declares for others: one line per type, one indented line per member.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
        | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static IEnumerable<string> Of(Assembly assembly, params string[] namespaces) =>
        from type in assembly.GetExportedTypes()
        where namespaces.Any(name => type.Namespace!.StartsWith(name, StringComparison.Ordinal))
        orderby type.Namespace, type.Name
        from line in Lines(type)
        select line;

    private static IEnumerable<string> Lines(Type type) =>
        Members(type).Order(StringComparer.Ordinal).Select(member => $"    {member}").Prepend(Header(type));

    private static string Header(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var own = type.GetInterfaces().Where(face => face.IsVisible && !inherited.Contains(face));
        var bases = own.Select(Name).Order().ToList();
        if (type.BaseType is { } parent && !Implied.Contains(parent)) bases.Insert(0, Name(parent));
        var after = bases.Count == 0 || type.IsEnum ? string.Empty : $" : {string.Join(", ", bases)}";
        return $"{type.Namespace}: {Kind(type)} {type.Name}{after}";
    }

    private static readonly Type[] Implied =
        [typeof(object), typeof(Enum), typeof(ValueType), typeof(MulticastDelegate)];

    private static string Kind(Type type) =>
        type.IsInterface ? "interface"
        : type.IsEnum ? "enum"
        : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return Enum.GetNames(type).Select(name => $"{name} = {(int)Enum.Parse(type, name)}");
        if (type.IsSubclassOf(typeof(Delegate))) return [Method(type.GetMethod("Invoke")!)];

        var properties = type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsSeen));
        var fields = type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily);
        var methods = type.GetMethods(Declared).Where(method => IsSeen(method) && !method.IsSpecialName);
        return type.GetConstructors(Declared).Where(IsSeen).Select(Constructor)
            .Concat(properties.Select(Property))
            .Concat(fields.Select(field => field.Name))
            .Concat(methods.Select(Method));
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Constructor(ConstructorInfo constructor) =>
        $"{Modifiers(constructor)}{Name(constructor.DeclaringType!)}({Parameters(constructor)})";

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsSeen).ToList();
        var body = string.Join(" ", accessors.Select(accessor =>
            accessor.Name.StartsWith("get_", StringComparison.Ordinal) ? "get;" : "set;"));
        var type = Name(property.PropertyType) + Mark(property.PropertyType, Nullability.Create(property).ReadState);
        return $"{Modifiers(accessors[0])}{type} {property.Name} {{ {body} }}";
    }

    private static string Method(MethodInfo method)
    {
        var generic = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : string.Empty;
        return $"{Modifiers(method)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Modifiers(MethodBase method) =>
        (method.IsPublic ? string.Empty : "protected ")
        + (method.IsStatic ? "static " : string.Empty)
        + (method.DeclaringType!.IsInterface || method.DeclaringType.IsSubclassOf(typeof(Delegate)) ? string.Empty
            : method.IsAbstract ? "abstract "
            : method.IsVirtual && !method.IsFinal && !method.DeclaringType.IsSealed ? "virtual "
            : string.Empty);

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty)
        + Name(parameter.ParameterType)
        + Mark(parameter.ParameterType, Nullability.Create(parameter).WriteState)
        + $" {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "default"}" : string.Empty)));

    private static string Mark(Type type, NullabilityState state) =>
        !type.IsValueType && !type.IsGenericParameter && state == NullabilityState.Nullable ? "?" : string.Empty;

    private static string Name(Type type)
    {
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[]";
        if (!type.IsGenericType) return Words.GetValueOrDefault(type, type.Name);

        var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>";
    }

    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(byte)] = "byte",
    };
}

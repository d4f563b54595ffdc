/// Python 3.11's grammar with its `invalid_` rules, for `GrammarMachine`, in Ford's notation: `/` is ordered choice, `a % ','` is
/// one or more `a` between commas, `^':'` must match or is an error, `~` commits to the alternative. `'x'` is a token, `"x"` a soft
/// keyword. `:memo` marks the rules whose results CPython keeps. What follows `->` makes the result from labelled items:
/// an expression node of some kind (only what error messages ask for is kept), or an error. Origin: Grammar/python.gram.
enum GrammarText {
    static let text = statements + functions + compound + patterns + expressions + targets + invalid + invalidBlocks

    private static let statements = #"""
        file <- statements? ENDMARKER
        interactive <- statement_newline
        eval <- expressions NEWLINE* ENDMARKER
        fstring <- star_expressions

        statements <- statement+
        statement <- compound_stmt / simple_stmts
        statement_newline <- compound_stmt NEWLINE / simple_stmts / NEWLINE / ENDMARKER -> interactive_exit
        simple_stmts <- simple_stmt !';' NEWLINE / simple_stmt % ';' ';'? NEWLINE
        simple_stmt:memo <- assignment / star_expressions / &'return' return_stmt / &('import' / 'from') import_stmt
            / &'raise' raise_stmt / 'pass' / &'del' del_stmt / &'yield' yield_stmt / &'assert' assert_stmt / 'break' / 'continue'
            / &'global' global_stmt / &'nonlocal' nonlocal_stmt
        compound_stmt <- &('def' / '@' / ASYNC) function_def / &'if' if_stmt / &('class' / '@') class_def
            / &('with' / ASYNC) with_stmt / &('for' / ASYNC) for_stmt / &'try' try_stmt / &'while' while_stmt / match_stmt

        assignment <- NAME ':' expression ('=' annotated_rhs)?
            / ('(' single_target ')' / single_subscript_attribute_target) ':' expression ('=' annotated_rhs)?
            / (star_targets '=')+ (yield_expr / star_expressions) !'=' TYPE_COMMENT?
            / single_target augassign ~ (yield_expr / star_expressions)
            / invalid_assignment
        annotated_rhs <- yield_expr / star_expressions
        augassign <- '+=' / '-=' / '*=' / '@=' / '/=' / '%=' / '&=' / '|=' / '^=' / '<<=' / '>>=' / '**=' / '//='
        return_stmt <- 'return' star_expressions?
        raise_stmt <- 'raise' expression ('from' expression)? / 'raise'
        global_stmt <- 'global' NAME % ','
        nonlocal_stmt <- 'nonlocal' NAME % ','
        del_stmt <- 'del' del_targets &(';' / NEWLINE) / invalid_del_stmt
        yield_stmt <- yield_expr
        assert_stmt <- 'assert' expression (',' expression)?
        import_stmt <- import_name / import_from
        import_name <- 'import' dotted_as_names
        import_from <- 'from' ('.' / '...')* dotted_name 'import' import_from_targets
            / 'from' ('.' / '...')+ 'import' import_from_targets
        import_from_targets <- '(' import_from_as_names ','? ')' / import_from_as_names !',' / '*' / invalid_import_from_targets
        import_from_as_names <- import_from_as_name % ','
        import_from_as_name <- NAME ('as' NAME)?
        dotted_as_names <- dotted_as_name % ','
        dotted_as_name <- dotted_name ('as' NAME)?
        dotted_name <- dotted_name '.' NAME / NAME

        block:memo <- NEWLINE INDENT statements DEDENT / simple_stmts / invalid_block
        decorators <- ('@' named_expression NEWLINE)+
        class_def <- decorators class_def_raw / class_def_raw
        class_def_raw <- invalid_class_def_raw / 'class' NAME ('(' arguments? ')')? ':' block

        """#

    private static let functions = #"""
        function_def <- decorators function_def_raw / function_def_raw
        function_def_raw <- invalid_def_raw
            / 'def' NAME ^'(' params? ')' ('->' expression)? ^':' func_type_comment? block
            / ASYNC 'def' NAME ^'(' params? ')' ('->' expression)? ^':' func_type_comment? block
        params <- invalid_parameters / parameters
        parameters <- slash_no_default param_no_default* param_with_default* star_etc?
            / slash_with_default param_with_default* star_etc?
            / param_no_default+ param_with_default* star_etc?
            / param_with_default+ star_etc?
            / star_etc
        slash_no_default <- param_no_default+ '/' ',' / param_no_default+ '/' &')'
        slash_with_default <- param_no_default* param_with_default+ '/' ',' / param_no_default* param_with_default+ '/' &')'
        star_etc <- invalid_star_etc
            / '*' param_no_default param_maybe_default* kwds?
            / '*' param_no_default_star_annotation param_maybe_default* kwds?
            / '*' ',' param_maybe_default+ kwds?
            / kwds
        kwds <- invalid_kwds / '**' param_no_default
        param_no_default <- a=param ',' TYPE_COMMENT? -> a / a=param TYPE_COMMENT? &')' -> a
        param_no_default_star_annotation <- param_star_annotation ',' TYPE_COMMENT? / param_star_annotation TYPE_COMMENT? &')'
        param_with_default <- a=param default ',' TYPE_COMMENT? -> a / a=param default TYPE_COMMENT? &')' -> a
        param_maybe_default <- a=param default? ',' TYPE_COMMENT? -> a / a=param default? TYPE_COMMENT? &')' -> a
        param <- NAME annotation? -> node
        param_star_annotation <- NAME star_annotation -> node
        annotation <- ':' expression
        star_annotation <- ':' star_expression
        default <- '=' expression / invalid_default
        func_type_comment <- NEWLINE TYPE_COMMENT &(NEWLINE INDENT) / invalid_double_type_comments / TYPE_COMMENT

        lambdef <- 'lambda' lambda_params? ':' expression -> lambda
        lambda_params <- invalid_lambda_parameters / lambda_parameters
        lambda_parameters <- lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* lambda_star_etc?
            / lambda_slash_with_default lambda_param_with_default* lambda_star_etc?
            / lambda_param_no_default+ lambda_param_with_default* lambda_star_etc?
            / lambda_param_with_default+ lambda_star_etc?
            / lambda_star_etc
        lambda_slash_no_default <- lambda_param_no_default+ '/' ',' / lambda_param_no_default+ '/' &':'
        lambda_slash_with_default <- lambda_param_no_default* lambda_param_with_default+ '/' ','
            / lambda_param_no_default* lambda_param_with_default+ '/' &':'
        lambda_star_etc <- invalid_lambda_star_etc
            / '*' lambda_param_no_default lambda_param_maybe_default* lambda_kwds?
            / '*' ',' lambda_param_maybe_default+ lambda_kwds?
            / lambda_kwds
        lambda_kwds <- invalid_lambda_kwds / '**' lambda_param_no_default
        lambda_param_no_default <- a=lambda_param ',' -> a / a=lambda_param &':' -> a
        lambda_param_with_default <- a=lambda_param default ',' -> a / a=lambda_param default &':' -> a
        lambda_param_maybe_default <- a=lambda_param default? ',' -> a / a=lambda_param default? &':' -> a
        lambda_param <- NAME -> node

        """#

    private static let compound = #"""
        if_stmt <- invalid_if_stmt / 'if' named_expression ':' block elif_stmt / 'if' named_expression ':' block else_block?
        elif_stmt <- invalid_elif_stmt / 'elif' named_expression ':' block elif_stmt
            / 'elif' named_expression ':' block else_block?
        else_block <- invalid_else_stmt / 'else' ^':' block
        while_stmt <- invalid_while_stmt / 'while' named_expression ':' block else_block?
        for_stmt <- invalid_for_stmt
            / 'for' star_targets 'in' ~ star_expressions ':' TYPE_COMMENT? block else_block?
            / ASYNC 'for' star_targets 'in' ~ star_expressions ':' TYPE_COMMENT? block else_block?
            / invalid_for_target
        with_stmt <- invalid_with_stmt_indent
            / 'with' '(' with_item % ',' ','? ')' ':' block
            / 'with' with_item % ',' ':' TYPE_COMMENT? block
            / ASYNC 'with' '(' with_item % ',' ','? ')' ':' block
            / ASYNC 'with' with_item % ',' ':' TYPE_COMMENT? block
            / invalid_with_stmt
        with_item <- expression 'as' star_target &(',' / ')' / ':') / invalid_with_item / expression
        try_stmt <- invalid_try_stmt
            / 'try' ^':' block finally_block
            / 'try' ^':' block except_block+ else_block? finally_block?
            / 'try' ^':' block except_star_block+ else_block? finally_block?
        except_block <- invalid_except_stmt_indent / 'except' expression ('as' NAME)? ':' block / 'except' ':' block
            / invalid_except_stmt
        except_star_block <- invalid_except_star_stmt_indent / 'except' '*' expression ('as' NAME)? ':' block
            / invalid_except_stmt
        finally_block <- invalid_finally_stmt / 'finally' ^':' block

        """#

    private static let patterns = #"""
        match_stmt <- "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT / invalid_match_stmt
        subject_expr <- star_named_expression ',' star_named_expressions? / named_expression
        case_block <- invalid_case_block / "case" patterns guard? ':' block
        guard <- 'if' named_expression
        patterns <- open_sequence_pattern / pattern
        pattern <- as_pattern / or_pattern
        as_pattern <- or_pattern 'as' pattern_capture_target -> node / invalid_as_pattern
        or_pattern <- a=closed_pattern % '|' -> or_pattern
        closed_pattern:memo <- literal_pattern -> node / capture_pattern -> node / wildcard_pattern -> node / value_pattern -> node
            / group_pattern / sequence_pattern -> node / mapping_pattern -> node / class_pattern -> node
        literal_pattern <- signed_number !('+' / '-') / complex_number / strings / 'None' / 'True' / 'False'
        literal_expr <- signed_number !('+' / '-') / complex_number / strings / 'None' / 'True' / 'False'
        complex_number <- signed_real_number '+' imaginary_number / signed_real_number '-' imaginary_number
        signed_number <- NUMBER / '-' NUMBER
        signed_real_number <- real_number / '-' real_number
        real_number <- a=NUMBER -> ensure_real
        imaginary_number <- a=NUMBER -> ensure_imaginary
        capture_pattern <- pattern_capture_target
        pattern_capture_target <- !"_" NAME !('.' / '(' / '=')
        wildcard_pattern <- "_"
        value_pattern <- attr !('.' / '(' / '=')
        attr <- name_or_attr '.' NAME
        name_or_attr <- attr / NAME
        group_pattern <- '(' a=pattern ')' -> a
        sequence_pattern <- '[' maybe_sequence_pattern? ']' / '(' open_sequence_pattern? ')'
        open_sequence_pattern <- maybe_star_pattern ',' maybe_sequence_pattern?
        maybe_sequence_pattern <- maybe_star_pattern % ',' ','?
        maybe_star_pattern <- star_pattern / pattern
        star_pattern:memo <- '*' pattern_capture_target / '*' wildcard_pattern
        mapping_pattern <- '{' '}' / '{' double_star_pattern ','? '}' / '{' items_pattern ',' double_star_pattern ','? '}'
            / '{' items_pattern ','? '}'
        items_pattern <- key_value_pattern % ','
        key_value_pattern <- (literal_expr / attr) ':' pattern
        double_star_pattern <- '**' pattern_capture_target
        class_pattern <- name_or_attr '(' ')'
            / name_or_attr '(' positional_patterns ','? ')'
            / name_or_attr '(' keyword_patterns ','? ')'
            / name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')'
            / invalid_class_pattern
        positional_patterns <- pattern % ','
        keyword_patterns <- keyword_pattern % ','
        keyword_pattern <- NAME '=' pattern

        """#

    private static let expressions = #"""
        expressions <- a=expression b=(',' c=expression -> c)+ ','? -> tuple / a=expression ',' -> tuple / expression
        expression:memo <- invalid_expression / invalid_legacy_expression
            / disjunction 'if' disjunction 'else' expression -> if_exp / disjunction / lambdef
        yield_expr <- 'yield' 'from' expression -> yield / 'yield' star_expressions? -> yield
        star_expressions <- a=star_expression b=(',' c=star_expression -> c)+ ','? -> tuple / a=star_expression ',' -> tuple
            / star_expression
        star_expression:memo <- '*' a=bitwise_or -> starred / expression
        star_named_expressions <- a=star_named_expression % ',' ','? -> a
        star_named_expression <- '*' a=bitwise_or -> starred / named_expression
        assignment_expression <- NAME ':=' ~ expression -> named_expr
        named_expression <- assignment_expression / invalid_named_expression / a=expression !':=' -> a
        disjunction:memo <- conjunction ('or' conjunction)+ -> bool_op / conjunction
        conjunction:memo <- inversion ('and' inversion)+ -> bool_op / inversion
        inversion:memo <- 'not' inversion -> unary_op / comparison
        comparison <- a=bitwise_or b=compare_op_bitwise_or_pair+ -> compare / bitwise_or
        compare_op_bitwise_or_pair <- eq_bitwise_or / noteq_bitwise_or / lte_bitwise_or / lt_bitwise_or / gte_bitwise_or
            / gt_bitwise_or / notin_bitwise_or / in_bitwise_or / isnot_bitwise_or / is_bitwise_or
        eq_bitwise_or <- '==' bitwise_or
        noteq_bitwise_or <- (a='!=' -> check_barry) bitwise_or
        lte_bitwise_or <- '<=' bitwise_or
        lt_bitwise_or <- '<' bitwise_or
        gte_bitwise_or <- '>=' bitwise_or
        gt_bitwise_or <- '>' bitwise_or
        notin_bitwise_or <- 'not' 'in' bitwise_or
        in_bitwise_or <- a='in' bitwise_or -> a
        isnot_bitwise_or <- 'is' 'not' bitwise_or
        is_bitwise_or <- 'is' bitwise_or
        bitwise_or <- bitwise_or '|' bitwise_xor -> bin_op / bitwise_xor
        bitwise_xor <- bitwise_xor '^' bitwise_and -> bin_op / bitwise_and
        bitwise_and <- bitwise_and '&' shift_expr -> bin_op / shift_expr
        shift_expr <- shift_expr '<<' sum -> bin_op / shift_expr '>>' sum -> bin_op / sum
        sum <- sum '+' term -> bin_op / sum '-' term -> bin_op / term
        term <- term '*' factor -> bin_op / term '/' factor -> bin_op / term '//' factor -> bin_op / term '%' factor -> bin_op
            / term '@' factor -> bin_op / factor
        factor:memo <- '+' factor -> unary_op / '-' factor -> unary_op / '~' factor -> unary_op / power
        power <- await_primary '**' factor -> bin_op / await_primary
        await_primary:memo <- AWAIT primary -> await / primary
        primary <- primary '.' NAME -> attribute / primary genexp -> call / primary '(' arguments? ')' -> call
            / primary '[' slices ']' -> subscript / atom
        slices <- a=slice !',' -> a / (slice / starred_expression) % ',' ','? -> tuple
        slice <- expression? ':' expression? (':' expression?)? -> slice / named_expression
        atom <- NAME / 'True' -> true / 'False' -> false / 'None' -> none / &STRING a=strings -> a / NUMBER
            / &'(' a=(tuple / group / genexp) -> a / &'[' a=(list / listcomp) -> a
            / &'{' a=(dict / set / dictcomp / setcomp) -> a / '...' -> ellipsis
        group <- '(' a=(yield_expr / named_expression) ')' -> a / invalid_group
        strings:memo <- a=STRING+ -> strings
        list <- '[' b=star_named_expressions? ']' -> list
        tuple <- '(' b=(a=star_named_expression ',' b=star_named_expressions? -> join)? ')' -> tuple
        set <- '{' star_named_expressions '}' -> set
        dict <- '{' double_starred_kvpairs? '}' -> dict / '{' invalid_double_starred_kvpairs '}'
        double_starred_kvpairs <- double_starred_kvpair % ',' ','?
        double_starred_kvpair <- '**' bitwise_or / kvpair
        kvpair <- expression ':' expression
        for_if_clauses <- for_if_clause+
        for_if_clause <- ASYNC 'for' star_targets 'in' ~ a=disjunction b=('if' z=disjunction -> z)* -> clause
            / 'for' star_targets 'in' ~ a=disjunction b=('if' z=disjunction -> z)* -> clause
            / invalid_for_target
        listcomp <- '[' named_expression for_if_clauses ']' -> list_comp / invalid_comprehension
        setcomp <- '{' named_expression for_if_clauses '}' -> set_comp / invalid_comprehension
        genexp <- '(' (assignment_expression / expression !':=') for_if_clauses ')' -> generator_exp / invalid_comprehension
        dictcomp <- '{' kvpair for_if_clauses '}' -> dict_comp / invalid_dict_comprehension
        arguments:memo <- a=args ','? &')' -> a / invalid_arguments
        args <- a=(starred_expression / (assignment_expression / expression !':=') !'=') % ','
                b=(',' k=kwargs -> k)? -> args
            / b=kwargs -> args
        kwargs <- a=kwarg_or_starred % ',' ',' b=kwarg_or_double_starred % ',' -> concat / kwarg_or_starred % ','
            / kwarg_or_double_starred % ','
        starred_expression <- '*' a=expression -> starred
        kwarg_or_starred <- invalid_kwarg / NAME '=' expression -> keyword / starred_expression
        kwarg_or_double_starred <- invalid_kwarg / NAME '=' expression -> keyword / '**' expression -> double_star

        """#

    private static let targets = #"""
        star_targets <- a=star_target !',' -> a / a=star_target b=(',' c=star_target -> c)* ','? -> tuple
        star_targets_list_seq <- a=star_target % ',' ','? -> a
        star_targets_tuple_seq <- a=star_target b=(',' c=star_target -> c)+ ','? -> join / a=star_target ',' -> join
        star_target:memo <- '*' a=(!'*' z=star_target -> z) -> starred / target_with_star_atom
        target_with_star_atom:memo <- t_primary '.' NAME !t_lookahead -> attribute / t_primary '[' slices ']' !t_lookahead -> subscript
            / star_atom
        star_atom <- NAME / '(' a=target_with_star_atom ')' -> a / '(' b=star_targets_tuple_seq? ')' -> tuple
            / '[' b=star_targets_list_seq? ']' -> list
        single_target <- single_subscript_attribute_target / NAME / '(' a=single_target ')' -> a
        single_subscript_attribute_target <- t_primary '.' NAME !t_lookahead -> attribute
            / t_primary '[' slices ']' !t_lookahead -> subscript
        t_primary <- t_primary '.' NAME &t_lookahead -> attribute / t_primary '[' slices ']' &t_lookahead -> subscript
            / t_primary genexp &t_lookahead -> call / t_primary '(' arguments? ')' &t_lookahead -> call
            / a=atom &t_lookahead -> a
        t_lookahead <- '(' / '[' / '.'
        del_targets <- a=del_target % ',' ','? -> a
        del_target:memo <- t_primary '.' NAME !t_lookahead -> attribute / t_primary '[' slices ']' !t_lookahead -> subscript
            / del_t_atom
        del_t_atom <- NAME / '(' a=del_target ')' -> a / '(' b=del_targets? ')' -> tuple / '[' b=del_targets? ']' -> list

        """#

    private static let invalid = #"""
        invalid_arguments <- a=args ',' '*' -> at a "iterable argument unpacking follows keyword argument unpacking"
            / a=expression b=for_if_clauses ',' (args / expression for_if_clauses)? -> range a b "Generator expression must be parenthesized"
            / a=NAME b='=' expression for_if_clauses -> range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
            / a=args b=for_if_clauses -> nonparen_genexp
            / args ',' a=expression b=for_if_clauses -> range a b "Generator expression must be parenthesized"
            / a=args ',' args -> arguments_error
        invalid_kwarg <- a=('True' / 'False' / 'None') b='=' -> range a b "cannot assign to %t"
            / a=NAME b='=' expression for_if_clauses -> range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
            / !(NAME '=') a=expression b='='
                -> range a b "expression cannot contain assignment, perhaps you meant \"==\"?"
        expression_without_invalid <- disjunction 'if' disjunction 'else' expression -> if_exp / disjunction / lambdef
        invalid_legacy_expression <- a=NAME !'(' b=star_expressions -> legacy
        invalid_expression <- !(NAME STRING / SOFT_KEYWORD) a=disjunction b=expression_without_invalid -> missing_comma
            / a=disjunction 'if' b=disjunction !('else' / ':') -> range a b "expected 'else' after 'if' expression"
        invalid_named_expression:memo <- a=expression ':=' expression -> at a "cannot use assignment expressions with %e"
            / a=NAME '=' b=bitwise_or !('=' / ':=') -> range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
            / !(list / tuple / genexp / 'True' / 'None' / 'False') a=bitwise_or b='=' bitwise_or !('=' / ':=')
                -> at a "cannot assign to %e here. Maybe you meant '==' instead of '='?"
        invalid_assignment <- a=invalid_ann_assign_target ':' expression -> at a "only single target (not %e) can be annotated"
            / a=star_named_expression ',' star_named_expressions* ':' expression
                -> at a "only single target (not tuple) can be annotated"
            / a=expression ':' expression -> at a "illegal target for annotation"
            / (star_targets '=')* a=star_expressions '=' -> star_target a
            / (star_targets '=')* a=yield_expr '=' -> at a "assignment to yield expression not possible"
            / a=star_expressions augassign (yield_expr / star_expressions)
                -> at a "'%e' is an illegal expression for augmented assignment"
        invalid_ann_assign_target <- list / tuple / '(' a=invalid_ann_assign_target ')' -> a
        invalid_del_stmt <- 'del' a=star_expressions -> del_target a
        invalid_block <- NEWLINE !INDENT -> indent "expected an indented block"
        invalid_comprehension <- ('[' / '(' / '{') a=starred_expression for_if_clauses
                -> at a "iterable unpacking cannot be used in comprehension"
            / ('[' / '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses
                -> range a b "did you forget parentheses around the comprehension target?"
            / ('[' / '{') a=star_named_expression b=',' for_if_clauses
                -> range a b "did you forget parentheses around the comprehension target?"
        invalid_dict_comprehension <- '{' a='**' bitwise_or for_if_clauses '}'
            -> at a "dict unpacking cannot be used in dict comprehension"
        invalid_parameters <- param_no_default* invalid_parameters_helper a=param_no_default
                -> at a "non-default argument follows default argument"
            / param_no_default* a='(' param_no_default+ ','? b=')' -> range a b "Function parameters cannot be parenthesized"
            / a='/' ',' -> at a "at least one argument must precede /"
            / (slash_no_default / slash_with_default) param_maybe_default* a='/' -> at a "/ may appear only once"
            / (slash_no_default / slash_with_default)? param_maybe_default* '*' (',' / param_no_default) param_maybe_default* a='/'
                -> at a "/ must be ahead of *"
            / param_maybe_default+ '/' a='*' -> at a "expected comma between / and *"
        invalid_parameters_helper <- slash_with_default / param_with_default+
        invalid_default <- a='=' &(')' / ',') -> at a "expected default value expression"
        invalid_star_etc <- a='*' (')' / ',' (')' / '**')) -> at a "named arguments must follow bare *"
            / '*' ',' TYPE_COMMENT -> raise "bare * has associated type comment"
            / '*' param a='=' -> at a "var-positional argument cannot have default value"
            / '*' (param_no_default / ',') param_maybe_default* a='*' (param_no_default / ',')
                -> at a "* argument may appear only once"
        invalid_kwds <- '**' param a='=' -> at a "var-keyword argument cannot have default value"
            / '**' param ',' a=param -> at a "arguments cannot follow var-keyword argument"
            / '**' param ',' a=('*' / '**' / '/') -> at a "arguments cannot follow var-keyword argument"
        invalid_lambda_parameters <- lambda_param_no_default* invalid_lambda_parameters_helper a=lambda_param_no_default
                -> at a "non-default argument follows default argument"
            / lambda_param_no_default* a='(' lambda_param % ',' ','? b=')'
                -> range a b "Lambda expression parameters cannot be parenthesized"
            / a='/' ',' -> at a "at least one argument must precede /"
            / (lambda_slash_no_default / lambda_slash_with_default) lambda_param_maybe_default* a='/'
                -> at a "/ may appear only once"
            / (lambda_slash_no_default / lambda_slash_with_default)? lambda_param_maybe_default* '*'
                (',' / lambda_param_no_default) lambda_param_maybe_default* a='/' -> at a "/ must be ahead of *"
            / lambda_param_maybe_default+ '/' a='*' -> at a "expected comma between / and *"
        invalid_lambda_parameters_helper <- lambda_slash_with_default / lambda_param_with_default+
        invalid_lambda_star_etc <- '*' (':' / ',' (':' / '**')) -> raise "named arguments must follow bare *"
            / '*' lambda_param a='=' -> at a "var-positional argument cannot have default value"
            / '*' (lambda_param_no_default / ',') lambda_param_maybe_default* a='*' (lambda_param_no_default / ',')
                -> at a "* argument may appear only once"
        invalid_lambda_kwds <- '**' lambda_param a='=' -> at a "var-keyword argument cannot have default value"
            / '**' lambda_param ',' a=lambda_param -> at a "arguments cannot follow var-keyword argument"
            / '**' lambda_param ',' a=('*' / '**' / '/') -> at a "arguments cannot follow var-keyword argument"
        invalid_double_type_comments <- TYPE_COMMENT NEWLINE TYPE_COMMENT NEWLINE INDENT
            -> raise "Cannot have two type comments on def"
        invalid_group <- '(' a=starred_expression ')' -> at a "cannot use starred expression here"
            / '(' a='**' expression ')' -> at a "cannot use double starred expression here"
        invalid_import_from_targets <- import_from_as_names ',' NEWLINE
            -> raise "trailing comma not allowed without surrounding parentheses"
        invalid_as_pattern <- or_pattern 'as' a="_" -> at a "cannot use '_' as a target"
            / or_pattern 'as' !NAME a=expression -> at a "invalid pattern target"
        invalid_class_pattern <- name_or_attr '(' a=invalid_class_argument_pattern
            -> range a a "positional patterns follow keyword patterns"
        invalid_class_argument_pattern <- (positional_patterns ',')? keyword_patterns ',' a=positional_patterns -> a
        invalid_double_starred_kvpairs <- double_starred_kvpair % ',' ',' invalid_kvpair
            / expression ':' a='*' bitwise_or -> from a "cannot use a starred expression in a dictionary value"
            / expression a=':' &('}' / ',') -> at a "expression expected after dictionary key and ':'"
        invalid_kvpair <- a=expression !':' -> after_key
            / expression ':' a='*' bitwise_or -> from a "cannot use a starred expression in a dictionary value"
            / expression a=':' &('}' / ',') -> at a "expression expected after dictionary key and ':'"

        """#

    private static let invalidBlocks = #"""
        invalid_with_item <- expression 'as' a=expression &(',' / ')' / ':') -> star_target a
        invalid_for_target <- ASYNC? 'for' a=star_expressions -> for_target a
        invalid_with_stmt <- ASYNC? 'with' (expression ('as' star_target)?) % ',' NEWLINE -> raise "expected ':'"
            / ASYNC? 'with' '(' (expressions ('as' star_target)?) % ',' ','? ')' NEWLINE -> raise "expected ':'"
        invalid_with_stmt_indent <- ASYNC? a='with' (expression ('as' star_target)?) % ',' ':' NEWLINE !INDENT
                -> indent a "expected an indented block after 'with' statement on line %d"
            / ASYNC? a='with' '(' (expressions ('as' star_target)?) % ',' ','? ')' ':' NEWLINE !INDENT
                -> indent a "expected an indented block after 'with' statement on line %d"
        invalid_try_stmt <- a='try' ':' NEWLINE !INDENT -> indent a "expected an indented block after 'try' statement on line %d"
            / 'try' ':' block !('except' / 'finally') -> raise "expected 'except' or 'finally' block"
            / 'try' ':' block* except_block+ a='except' b='*' expression ('as' NAME)? ':'
                -> range a b "cannot have both 'except' and 'except*' on the same 'try'"
            / 'try' ':' block* except_star_block+ a='except' (expression ('as' NAME)?)? ':'
                -> at a "cannot have both 'except' and 'except*' on the same 'try'"
        invalid_except_stmt <- 'except' '*'? a=expression ',' expressions ('as' NAME)? ':'
                -> from a "multiple exception types must be parenthesized"
            / 'except' '*'? expression ('as' NAME)? NEWLINE -> raise "expected ':'"
            / 'except' NEWLINE -> raise "expected ':'"
            / 'except' '*' (NEWLINE / ':') -> raise "expected one or more exception types"
        invalid_finally_stmt <- a='finally' ':' NEWLINE !INDENT
            -> indent a "expected an indented block after 'finally' statement on line %d"
        invalid_except_stmt_indent <- a='except' expression ('as' NAME)? ':' NEWLINE !INDENT
                -> indent a "expected an indented block after 'except' statement on line %d"
            / a='except' ':' NEWLINE !INDENT -> indent a "expected an indented block after 'except' statement on line %d"
        invalid_except_star_stmt_indent <- a='except' '*' expression ('as' NAME)? ':' NEWLINE !INDENT
            -> indent a "expected an indented block after 'except*' statement on line %d"
        invalid_match_stmt <- "match" subject_expr NEWLINE -> raise "expected ':'"
            / a="match" subject_expr ':' NEWLINE !INDENT -> indent a "expected an indented block after 'match' statement on line %d"
        invalid_case_block <- "case" patterns guard? NEWLINE -> raise "expected ':'"
            / a="case" patterns guard? ':' NEWLINE !INDENT -> indent a "expected an indented block after 'case' statement on line %d"
        invalid_if_stmt <- 'if' named_expression NEWLINE -> raise "expected ':'"
            / a='if' named_expression ':' NEWLINE !INDENT -> indent a "expected an indented block after 'if' statement on line %d"
        invalid_elif_stmt <- 'elif' named_expression NEWLINE -> raise "expected ':'"
            / a='elif' named_expression ':' NEWLINE !INDENT
                -> indent a "expected an indented block after 'elif' statement on line %d"
        invalid_else_stmt <- a='else' ':' NEWLINE !INDENT -> indent a "expected an indented block after 'else' statement on line %d"
        invalid_while_stmt <- 'while' named_expression NEWLINE -> raise "expected ':'"
            / a='while' named_expression ':' NEWLINE !INDENT
                -> indent a "expected an indented block after 'while' statement on line %d"
        invalid_for_stmt <- ASYNC? 'for' star_targets 'in' star_expressions NEWLINE -> raise "expected ':'"
            / ASYNC? a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT
            -> indent a "expected an indented block after 'for' statement on line %d"
        invalid_def_raw <- ASYNC? a='def' NAME '(' params? ')' ('->' expression)? ':' NEWLINE !INDENT
            -> indent a "expected an indented block after function definition on line %d"
        invalid_class_def_raw <- 'class' NAME ('(' arguments? ')')? NEWLINE -> raise "expected ':'"
            / a='class' NAME ('(' arguments? ')')? ':' NEWLINE !INDENT
            -> indent a "expected an indented block after class definition on line %d"

        """#
}

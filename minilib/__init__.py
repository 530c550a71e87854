"""The book's library: small modules that the chapters build one after another.

Nothing is re-exported: import from the module, so that a line of import says where a thing lives.

Dimension letters, the same in every chapter:
    B batch · T positions (queries) · S positions read from (keys) · C model width · H heads
    D head width (C = H·D) · V vocabulary · F feed-forward width · R rank · N state size
    I inputs of a layer · O outputs of a layer

Modules, with the chapter that builds each (- for plumbing that every chapter may use):
    neuron            1  one neuron: predict, update by the delta rule, epoch
    engine            2  Value: a number that remembers how it was made, and its gradient
    arrays            2  Array: the same for NumPy arrays
    layers            2  linear layers, a multilayer perceptron, initialisation
    optim             2  stochastic gradient descent
    conv              3  convolution and its gradients, pooling, residual layers
    embeddings        4  word vectors: look-up, cosine, analogy, skip-gram with negative sampling
    tokens            5  byte-pair encoding: train, encode, decode, specials, padding
    attention         6  attention: softmax, weights, masks, several heads
    positions         6  where something stands: the sinusoid
    blocks            7  attention with biases, feed-forward, and the blocks made of them
    transformer       7  encoder, decoder, and the machine of both; teacher forcing
    beam              7  writing: greedy, or several hypotheses at once
    bert              8  BERT: masking, pairs, the model, and the real one's weights in it
    gpt               9  GPT: its training, its cache, and GPT-2's weights in it
    ngrams            9  counts of what followed what, and bits per byte
    generation        9  temperature, top-k, top-p, sampling, and text from them
    train             -  the training loop, a generator of losses
    corpus            -  a small grammar that makes up sentences
    data              -  small data sets: heights, logic gates, digits, mini-batches
    download          -  larger public data sets, fetched only when asked
    errors            -  refuse bad input with rule, expected, got
    explore           -  sliders over a figure, live or as frames in the page
    frames            -  the pictures behind those sliders
    live              -  continuous controls written in JavaScript
    page              -  hand a number from a cell to the prose
    plots             -  the figures' common look and parts
    plots_neuron      -  the drawings of chapter 1
    plots_backprop    -  the drawings of chapter 2
    plots_conv        -  the drawings of chapter 3
    plots_embeddings  -  the drawings of chapter 4
    plots_tokens      -  the drawings of chapter 5
    plots_attention   -  the drawings of chapter 6
    plots_transformer -  the drawings of chapter 7
    plots_bert        -  the drawings of chapter 8
    plots_gpt         -  the drawings of chapter 9
    quiz              -  a question whose every choice is explained
    scenes            -  made-up scenes for BERT: who did what to whom, and questions about it
    texts             -  a story in English and Spanish, source code, a manual
    translation       -  a small grammar that says the same in English and in German
    yours             -  a student's own answers, tried and then put to work
"""
